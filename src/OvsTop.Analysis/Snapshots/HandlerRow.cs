namespace OvsTop.Analysis.Snapshots;

/// <summary>One handler thread (or the sum of all, or what belongs to no row).</summary>
public sealed record HandlerRow
{
    /// <summary>Thread id; 0 in sums.</summary>
    public uint Tid { get; init; }

    /// <summary>Thread name, <c>total</c> or <c>other</c>. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>recv_upcall since start.</summary>
    public ulong Upcalls { get; init; }

    /// <summary>op_flow_put since start.</summary>
    public ulong Puts { get; init; }

    /// <summary>op_flow_execute since start.</summary>
    public ulong Executes { get; init; }

    /// <summary>Batches since start.</summary>
    public ulong Batches { get; init; }

    /// <summary>Upcalls since start that no put of the same key followed.</summary>
    public ulong UpcallsWithoutPut { get; init; }

    /// <summary>Upcalls per second in the interval.</summary>
    public double UpcallsPerSecond { get; init; }

    /// <summary>Puts per second in the interval.</summary>
    public double PutsPerSecond { get; init; }

    /// <summary>Executes per second in the interval.</summary>
    public double ExecutesPerSecond { get; init; }

    /// <summary>Upcalls of type MISS per second in the interval.</summary>
    public double MissesPerSecond { get; init; }

    /// <summary>Upcalls of type ACTION (and unknown types) per second in the interval.</summary>
    public double ActionsPerSecond { get; init; }

    /// <summary>0 .. 1 of the upcalls of the interval.</summary>
    public double Share { get; init; }

    /// <summary>0 .. 1 of the upcalls since start.</summary>
    public double TotalShare { get; init; }

    /// <summary>Mean upcalls per batch in the interval; 0 without a batch.</summary>
    public double BatchMean { get; init; }

    /// <summary>Largest batch since start.</summary>
    public uint BatchMax { get; init; }

    /// <summary>recv -> put built, in the interval.</summary>
    public LatencySummary Translate { get; init; }

    /// <summary>Upcalls since start that the kernel could not send; null when no probe tells.</summary>
    public ErrorSplit? Lost { get; init; }

    /// <summary>The same per second, in the interval.</summary>
    public ErrorSplit? LostPerSecond { get; init; }

    /// <summary>Puts since start that the kernel refused.</summary>
    public ErrorSplit PutErrors { get; init; } = ErrorSplit.None;

    /// <summary>Executes since start that the kernel refused.</summary>
    public ErrorSplit ExecuteErrors { get; init; } = ErrorSplit.None;

    /// <summary>Upcalls per second of past ticks.</summary>
    public Series History { get; init; } = Series.Empty;
}
