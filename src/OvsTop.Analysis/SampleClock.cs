namespace OvsTop.Analysis;

/// <summary>How often a snapshot is taken, in the time of the source. May be changed from any thread while the pipeline runs.</summary>
public sealed class SampleClock
{
    private long _intervalNs;

    /// <summary>Makes a clock.</summary>
    /// <param name="interval">See <see cref="Interval"/>.</param>
    public SampleClock(TimeSpan interval) => Interval = interval;

    /// <summary>Shortest interval: shorter ones would divide small counts by almost nothing.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Time between snapshots, at least <see cref="Shortest"/>; a change counts from the last tick on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is too short.</exception>
    public TimeSpan Interval
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _intervalNs) / TimeSpan.NanosecondsPerTick);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Shortest);
            Volatile.Write(ref _intervalNs, checked(value.Ticks * TimeSpan.NanosecondsPerTick));
        }
    }

    internal ulong IntervalNs => (ulong)Volatile.Read(ref _intervalNs);
}
