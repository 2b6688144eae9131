using OvsTop.Analysis.Diagnosis;

namespace OvsTop.Analysis.Snapshots;

/// <summary>What this looks like.</summary>
public sealed record DiagnosisSnapshot
{
    /// <summary>A diagnosis that found nothing.</summary>
    public static DiagnosisSnapshot Nothing { get; } = new();

    /// <summary>Worst first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Everything found since start, in the order it was first shown.</summary>
    public IReadOnlyList<FindingSpan> Since { get; init; } = [];

    /// <summary>What could not be looked at: without findings, this is the difference between <c>nothing unusual</c> and <c>not known</c>.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
