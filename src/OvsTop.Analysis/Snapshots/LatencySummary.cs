namespace OvsTop.Analysis.Snapshots;

/// <summary>
/// A window of one histogram in a few numbers. Percentiles are exact to one bucket (12.5 %), the rest is exact over the whole run; over a
/// shorter window minimum and maximum are those of the window's outermost buckets.
/// </summary>
public readonly record struct LatencySummary(ulong Count, double MinUs, double P50Us, double P90Us, double P99Us, double MaxUs, double MeanUs)
{
    /// <summary>True when nothing was measured in the window: show a dash, not a zero.</summary>
    public bool IsEmpty => Count == 0;
}
