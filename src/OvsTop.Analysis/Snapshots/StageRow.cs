using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Snapshots;

/// <summary>One stage of the slow path over all threads.</summary>
public sealed record StageRow
{
    /// <summary>
    /// Which; null for overhead, which no thread tally counts: it is measured on detail records, and is as complete as they are.
    /// </summary>
    public required Stage? Stage { get; init; }

    /// <summary>As shown, e.g. <c>kernel put</c>; reports write <c>kernel_put</c>.</summary>
    public required string Name { get; init; }

    /// <summary>From where to where, e.g. <c>recv -> put built</c>.</summary>
    public required string Meaning { get; init; }

    /// <summary>The last interval.</summary>
    public LatencySummary Interval { get; init; }

    /// <summary>The last 60 s.</summary>
    public LatencySummary Minute { get; init; }

    /// <summary>Since start.</summary>
    public LatencySummary Total { get; init; }

    /// <summary>p99 in us of past ticks; 0 where a tick had no sample.</summary>
    public Series P99History { get; init; } = Series.Empty;

    /// <summary>Counts of the last 60 s by power of two: element i counts durations of 2^i .. 2^(i+1) ns, i = 0 .. 39.</summary>
    public IReadOnlyList<ulong> MinuteOctaves { get; init; } = [];

    /// <summary>Counts of past ticks, oldest first, at most <see cref="Series.Length"/>; each by power of two as <see cref="MinuteOctaves"/>.</summary>
    public IReadOnlyList<IReadOnlyList<ulong>> OctaveHistory { get; init; } = [];

    /// <summary>Counts since start by <see cref="LatencyBuckets"/>.</summary>
    public IReadOnlyList<ulong> TotalBuckets { get; init; } = [];
}
