namespace OvsTop.Analysis.Snapshots;

/// <summary>Times of the upcall path.</summary>
public sealed record LatencySnapshot
{
    /// <summary>Stages that have at least one sample since start, in the order of the path; all threads.</summary>
    public required IReadOnlyList<StageRow> Stages { get; init; }

    /// <summary>Stages that cannot be shown, each with the reason in a sentence.</summary>
    public IReadOnlyList<(string Stage, string Why)> Missing { get; init; } = [];
}
