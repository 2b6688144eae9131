namespace OvsTop.Analysis.Snapshots;

/// <summary>Times of the upcall path.</summary>
public sealed record LatencySnapshot
{
    /// <summary>Stages that have at least one sample since start, in the order of the path; all threads.</summary>
    public required IReadOnlyList<StageRow> Stages { get; init; }

    /// <summary>
    /// Total without translate, of upcalls with a put: what upcall_cost.py calls upcall overhead. No stage of its own, for it overlaps others;
    /// null before the first.
    /// </summary>
    public StageRow? Overhead { get; init; }

    /// <summary>Stages that cannot be shown, each with the reason in a sentence.</summary>
    public IReadOnlyList<(string Stage, string Why)> Missing { get; init; } = [];
}
