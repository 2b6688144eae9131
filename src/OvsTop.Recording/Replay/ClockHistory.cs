namespace OvsTop.Recording.Replay;

/// <summary>What the clocks of a recording did that no clock should: stretches without a batch, steps back, wall clocks that were set. Each is told once, however often it is read.</summary>
internal sealed class ClockHistory
{
    private const int Most = 1000;

    private readonly HashSet<(ulong From, ulong To)> _steps = [];
    private ulong _gapNs, _backNs;
    private int _gaps, _backs, _wallChanges;
    private TimeSpan _wall;

    /// <summary>Changes whenever <see cref="AddNotices"/> has something else to say.</summary>
    public int Version => _gaps + _backs + _wallChanges;

    /// <summary>Notes that the time of a batch follows that of another.</summary>
    /// <returns>Whether it steps back.</returns>
    public bool Step(ulong fromNs, ulong toNs)
    {
        bool back = toNs < fromNs;
        if ((back || toNs - fromNs > SlicingReader.JumpNs) && _steps.Count < Most && _steps.Add((fromNs, toNs)))
        {
            (_gaps, _gapNs) = back ? (_gaps, _gapNs) : (_gaps + 1, _gapNs + toNs - fromNs);
            (_backs, _backNs) = back ? (_backs + 1, _backNs + fromNs - toNs) : (_backs, _backNs);
        }

        return back;
    }

    /// <summary>Notes that wall-clock time of monotonic 0 was one thing and then, in the same session, another.</summary>
    public void SetWall(ulong timeNs, DateTimeOffset? before, DateTimeOffset? now)
    {
        if (now - before is { } moved && moved.Duration() > TimeSpan.FromSeconds(1) && _steps.Count < Most && _steps.Add((timeNs, timeNs)))
        {
            _wallChanges++;
            _wall += moved;
        }
    }

    /// <summary>Says it, a sentence each.</summary>
    public void AddNotices(ICollection<string> notices)
    {
        if (_gaps > 0)
        {
            notices.Add(FormattableString.Invariant($"time jumps ahead in {_gaps:N0} places, by {_gapNs / 1e9:N1} s in all: nothing was recorded meanwhile"));
        }

        if (_backs > 0)
        {
            notices.Add(FormattableString.Invariant($"time goes back in {_backs:N0} places, by {_backNs / 1e9:N1} s in all: another boot, another file or a clock that was set; nothing is left out"));
        }

        if (_wallChanges > 0)
        {
            notices.Add(FormattableString.Invariant($"the wall clock was set, or the machine slept, {_wallChanges:N0} times, by {_wall.TotalSeconds:+#,0.0;-#,0.0} s in all: times of day before that are by the later clock"));
        }
    }
}
