namespace OvsTop.Analysis.Reports;

/// <summary>What a report says beyond its numbers.</summary>
public sealed record ReportOptions
{
    /// <summary>Bins of a histogram, of about the same number of buckets each; null for one per power of two.</summary>
    public int? Bins { get; init; }

    /// <summary>Whether JSON has the histograms.</summary>
    internal bool Histograms { get; init; } = true;
}
