namespace OvsTop.Analysis.Snapshots;

/// <summary>
/// Installing and deleting flows. Counts are complete; <see cref="Lives"/> is what the details tell. Every put is an install, a modify or a
/// feature probe; every upcall was put or not.
/// </summary>
public sealed record FlowsSnapshot
{
    /// <summary>Nothing happened yet.</summary>
    public static FlowsSnapshot Empty { get; } = new();

    /// <summary>Flows put (created) since start, without modifies and feature probes.</summary>
    public ulong Puts { get; init; }

    /// <summary>Flows put per second in the interval.</summary>
    public double PutsPerSecond { get; init; }

    /// <summary>Flows put per second, past ticks.</summary>
    public Series PutsHistory { get; init; } = Series.Empty;

    /// <summary>Flows whose actions were replaced, since start.</summary>
    public ulong Modifies { get; init; }

    /// <summary>Modifies per second in the interval.</summary>
    public double ModifiesPerSecond { get; init; }

    /// <summary>Flows deleted since start.</summary>
    public ulong Deletes { get; init; }

    /// <summary>Flows deleted per second in the interval.</summary>
    public double DeletesPerSecond { get; init; }

    /// <summary>Flows deleted per second, past ticks.</summary>
    public Series DeletesHistory { get; init; } = Series.Empty;

    /// <summary>Deletes without a verdict, since start.</summary>
    public ulong Unexplained { get; init; }

    /// <summary>False when the two numbers mean nothing: verdicts or deletes are sampled or not attached.</summary>
    public bool UnexplainedIsKnown { get; init; } = true;

    /// <summary>Deletes without a verdict per second in the interval.</summary>
    public double UnexplainedPerSecond { get; init; }

    /// <summary>Upcalls that installed nothing, since start; null when puts are not watched.</summary>
    public ulong? WithoutPut { get; init; }

    /// <summary>Upcalls that installed nothing per second in the interval.</summary>
    public double WithoutPutPerSecond { get; init; }

    /// <summary>Their share of the interval's upcalls, 0 .. 1; null when puts are not watched or nothing came.</summary>
    public double? NoPutShare { get; init; }

    /// <summary>False when puts or deletes are not watched one by one, so that nobody knows what comes back.</summary>
    public bool ChurnIsKnown { get; init; }

    /// <summary>A put of a flow deleted less than so many seconds before is churn.</summary>
    public double ChurnSeconds { get; init; } = 5;

    /// <summary>Puts that were churn, since start.</summary>
    public ulong Churn { get; init; }

    /// <summary>What is to be known of churn: <c>sampled 1/8</c>, <c>paused: budget</c>, <c>since 14:02:54</c>; empty when all puts and deletes since start were watched.</summary>
    public string ChurnLabel { get; init; } = "";

    /// <summary>Churn per second in the interval.</summary>
    public double ChurnPerSecond { get; init; }

    /// <summary>Churn's share of the interval's puts, 0 .. 1; 0 while puts or deletes are sampled.</summary>
    public double ChurnShare { get; init; }

    /// <summary>Churn per second, past ticks.</summary>
    public Series ChurnHistory { get; init; } = Series.Empty;

    /// <summary>Churn by the reason of the delete before, in the order of the reasons, <c>unexplained</c> last; only reasons that occurred. They add up.</summary>
    public IReadOnlyList<ReasonRow> ChurnReasons { get; init; } = [];

    /// <summary>
    /// True when more flows were deleted within <see cref="ChurnSeconds"/> than are surely remembered (<see cref="Model.Tallies.DeletedFlows.SureDeletes"/>):
    /// or puts or deletes were sampled: the churn was at least what is counted.
    /// </summary>
    public bool ChurnIsAtLeast { get; init; }

    /// <summary>The reason with the most churn in the interval; null without churn.</summary>
    public ReasonRow? WorstChurn { get; init; }

    /// <summary>Flows in the datapath by the last round; null when unknown.</summary>
    public ulong? Flows { get; init; }

    /// <summary>udpif->flow_limit; null when unknown.</summary>
    public ulong? FlowLimit { get; init; }

    /// <summary>Single flows, as far as details tell.</summary>
    public FlowLivesSnapshot Lives { get; init; } = FlowLivesSnapshot.Empty;
}
