using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Snapshots;

/// <summary>Everything a frame or a report line needs, at one tick. Immutable: pausing is keeping the last one.</summary>
public sealed record Snapshot
{
    /// <summary>1, 2, 3, ...</summary>
    public required long Number { get; init; }

    /// <summary>CLOCK_MONOTONIC of the source at the tick.</summary>
    public required ulong TimeNs { get; init; }

    /// <summary>CLOCK_MONOTONIC of the first batch.</summary>
    public required ulong StartNs { get; init; }

    /// <summary>Length of the interval that rates refer to.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required SourceInfo Source { get; init; }

    /// <summary>Fate of the details since start.</summary>
    public required DetailLosses Losses { get; init; }

    /// <summary>Hits of every probe that was hit at least once, in the order of the probe table.</summary>
    public required IReadOnlyList<ProbeCount> Counts { get; init; }

    /// <summary>View 2.</summary>
    public required UpcallsSnapshot Upcalls { get; init; }

    /// <summary>View 3.</summary>
    public required LatencySnapshot Latency { get; init; }

    /// <summary>View 4.</summary>
    public required RevalidatorSnapshot Revalidator { get; init; }

    /// <summary>View 6.</summary>
    public FlowsSnapshot Flows { get; init; } = FlowsSnapshot.Empty;

    /// <summary>View 7.</summary>
    public TracesSnapshot Traces { get; init; } = TracesSnapshot.Empty;

    /// <summary>View 5; under a filter, of matching packets since the filter was set.</summary>
    public TalkersSnapshot Talkers { get; init; } = TalkersSnapshot.Empty;

    /// <summary>View 8.</summary>
    public required MainLoopSnapshot MainLoop { get; init; }

    /// <summary>What the daemon says of itself when asked; null where nobody asks, as in raw captures.</summary>
    public FactsSnapshot? Facts { get; init; }

    /// <summary>What this looks like; of all packets, whatever the filter.</summary>
    public DiagnosisSnapshot Diagnosis { get; init; } = DiagnosisSnapshot.Nothing;

    /// <summary>
    /// The filter in effect; null without one. Under a filter <see cref="Counts"/>, <see cref="Upcalls"/> and <see cref="Latency"/> are of matching
    /// packets since the filter was set; rounds and the main loop are no packets and always shown whole.
    /// </summary>
    public FilterSnapshot? Filter { get; init; }

    /// <summary>The same tick without the filter; null without one.</summary>
    public Snapshot? Unfiltered { get; init; }

    /// <summary>The handlers that everything is restricted to, as text; null for all threads. Untrusted text.</summary>
    public string? OnlyHandlers { get; init; }

    /// <summary>Seconds since the first batch.</summary>
    public double ElapsedSeconds => (TimeNs - StartNs) / 1e9;
}
