namespace OvsTop.Analysis.Snapshots;

/// <summary>Revalidation: rounds, verdicts, reasons. The reasons plus <c>unexplained</c> equal the deletes.</summary>
public sealed record RevalidatorSnapshot
{
    /// <summary>Rounds ended (sweep_done) since start.</summary>
    public ulong Rounds { get; init; }

    /// <summary>Rounds per second in the interval.</summary>
    public double RoundsPerSecond { get; init; }

    /// <summary>start_dump -> sweep_done, all windows; null before the first round.</summary>
    public StageRow? Dump { get; init; }

    /// <summary>udpif->dump_duration of the last round, ms; null when no detail told it.</summary>
    public long? DumpDurationMs { get; init; }

    /// <summary>Largest dump_duration since start, ms.</summary>
    public long DumpDurationMaxMs { get; init; }

    /// <summary>Time a round may take before the flow limit shrinks, ms (MIN(max-idle, max-revalidator)); null when unknown.</summary>
    public long? WaitMs { get; init; }

    /// <summary>Flows in the datapath by the last round; null when unknown.</summary>
    public ulong? Flows { get; init; }

    /// <summary>udpif->flow_limit; null when unknown.</summary>
    public ulong? FlowLimit { get; init; }

    /// <summary>udpif->max_n_flows and avg_n_flows; null when unknown.</summary>
    public (ulong Max, ulong Average)? FlowsMaxAverage { get; init; }

    /// <summary>
    /// What is to be known of verdicts and reasons: <c>sampled 1/8</c>, <c>paused: budget</c>, <c>since 14:02:54</c>, <c>not attached</c>; empty when
    /// every one since start is counted.
    /// </summary>
    public string VerdictsLabel { get; init; } = "";

    /// <summary>The same of re-translations.</summary>
    public string RetranslationsLabel { get; init; } = "";

    /// <summary>Verdicts KEEP since start.</summary>
    public ulong Keep { get; init; }

    /// <summary>Verdicts MODIFY since start.</summary>
    public ulong Modify { get; init; }

    /// <summary>Verdicts DELETE since start.</summary>
    public ulong Delete { get; init; }

    /// <summary>Verdicts per second in the interval.</summary>
    public double ResultsPerSecond { get; init; }

    /// <summary>op_flow_del since start.</summary>
    public ulong Deletes { get; init; }

    /// <summary>op_flow_del per second in the interval.</summary>
    public double DeletesPerSecond { get; init; }

    /// <summary>Re-translations (revalidate_ukey__:entry) since start.</summary>
    public ulong Retranslations { get; init; }

    /// <summary>Re-translations per second in the interval.</summary>
    public double RetranslationsPerSecond { get; init; }

    /// <summary>Reasons that occurred, then <c>unexplained</c>, always last: that is known only while every verdict is counted.</summary>
    public required IReadOnlyList<ReasonRow> Reasons { get; init; }

    /// <summary>Threads that gave a verdict or deleted a flow, by thread id.</summary>
    public required IReadOnlyList<RevalidatorRow> Threads { get; init; }

    /// <summary>Flows at past ticks.</summary>
    public Series FlowsHistory { get; init; } = Series.Empty;

    /// <summary>dump_duration in ms at past ticks.</summary>
    public Series DumpHistory { get; init; } = Series.Empty;

    /// <summary>Flows, limit and dump are those the daemon told when asked (<see cref="FactsSnapshot.Source"/>), not those of a round that was seen.</summary>
    public bool IsTold { get; init; }

    /// <summary>The same, or where no round was seen, with what the daemon says of a datapath.</summary>
    internal RevalidatorSnapshot Or(DatapathRow told) => Flows is not null || told.Flows is null ? this : this with
    {
        IsTold = true,
        Flows = told.Flows,
        FlowLimit = told.FlowLimit,
        FlowsMaxAverage = told.FlowsMaxAverage,
        DumpDurationMs = (long?)told.DumpMs,
        DumpDurationMaxMs = Math.Max(DumpDurationMaxMs, (long)told.DumpHistory.Largest),
        FlowsHistory = told.FlowsHistory,
        DumpHistory = told.DumpHistory,
    };
}
