namespace OvsTop.Recording.Replay;

/// <summary>
/// Relates recorded time to the time of a scheduler. Not thread safe. Times of the recording are in ns on its own clock.
/// </summary>
internal sealed class PlaybackClock
{
    /// <summary>Who comes later than this does not hurry: the machine slept, or the consumer cannot keep up with this speed.</summary>
    private const double PatienceNs = 1e9;

    /// <summary>A batch that ends later than this after a time comes from behind a gap.</summary>
    private const ulong LongestBatchNs = 1_000_000_000;

    private const double MaxWaitTicks = TimeSpan.TicksPerHour;

    private DateTimeOffset? _anchor;
    private ulong _anchorNs;
    private ulong? _rushToNs;
    private ulong _rushedNs;
    private double _speed = 1;

    /// <summary>Whether to hurry however late one is, because what is played happens now; else who comes a second late goes on from there.</summary>
    public bool Hurries { get; init; }

    /// <summary>Whether the time of <see cref="RushTo"/> is not reached.</summary>
    public bool Rushing => _rushToNs is not null;

    /// <summary>Whether time stands still.</summary>
    public bool Paused { get; private set; }

    /// <summary>Recorded seconds per second.</summary>
    public double Speed => _speed;

    /// <summary>Sets the recorded time of this moment.</summary>
    public void Set(ulong ns, DateTimeOffset now)
    {
        _anchorNs = ns;
        _anchor = now;
        _rushToNs = null;
    }

    /// <summary>Everything up to a recorded time is due at once, with the batch in which it lies; that time is then this moment's.</summary>
    /// <param name="ns">The time.</param>
    /// <param name="playedNs">End of the last batch before.</param>
    public void RushTo(ulong ns, ulong playedNs) => (_rushToNs, _rushedNs) = (ns, playedNs);

    /// <summary>Stops or starts time.</summary>
    public void SetPaused(bool paused, DateTimeOffset now)
    {
        Rebase(now);
        Paused = paused;
    }

    /// <summary>Changes the speed from this moment on.</summary>
    public void SetSpeed(double speed, DateTimeOffset now)
    {
        Rebase(now);
        _speed = speed;
    }

    /// <summary>The recorded time of this moment. With infinite speed, that of the last batch.</summary>
    public ulong At(DateTimeOffset now)
    {
        if (_rushToNs is { } rush)
        {
            return rush;
        }

        double elapsedNs = Paused || double.IsInfinity(_speed) ? 0 : Math.Max(0, SinceAnchorNs(now) * _speed);
        return _anchorNs + (ulong)Math.Min(elapsedNs, long.MaxValue);
    }

    /// <summary>How long to wait for a batch: zero if it is due, null while paused.</summary>
    public TimeSpan? Until(ulong ns, DateTimeOffset now)
    {
        if (_rushToNs is { } rush)
        {
            if (ns <= rush || (_rushedNs < rush && ns <= rush + LongestBatchNs))
            {
                _rushedNs = ns;
                return TimeSpan.Zero;
            }

            Set(rush, now);
        }

        if (Paused)
        {
            return null;
        }

        if (double.IsInfinity(_speed))
        {
            Set(ns, now);
            return TimeSpan.Zero;
        }

        double dueNs = ((double)ns - _anchorNs) / _speed;
        double waitNs = dueNs - SinceAnchorNs(now);
        if ((waitNs < -PatienceNs && !Hurries) || waitNs * _speed > SlicingReader.JumpNs)
        {
            Set(ns, now);
            waitNs = 0;
        }

        return waitNs > 0 ? TimeSpan.FromTicks((long)Math.Ceiling(Math.Min(waitNs / 100, MaxWaitTicks))) : TimeSpan.Zero;
    }

    /// <summary>0 before the first time is set: nothing plays yet.</summary>
    private double SinceAnchorNs(DateTimeOffset now) => (now - (_anchor ?? now)).Ticks * 100.0;

    private void Rebase(DateTimeOffset now)
    {
        if (_rushToNs is null)
        {
            Set(At(now), now);
        }
    }
}
