using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;

namespace OvsTop.Analysis.Comparisons;

/// <summary>What was counted between two snapshots of one source. Totals are since start, so nothing in between is missed.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, later than that.</param>
public sealed record TimeWindow(Snapshot From, Snapshot To)
{
    /// <summary>Its length; 0 when the end is not after the beginning.</summary>
    public double Seconds => To.TimeNs > From.TimeNs ? (To.TimeNs - From.TimeNs) / 1e9 : 0;

    /// <summary>True when both were taken under the same filter, or without one, and its counts were not begun anew in between.</summary>
    public bool IsOneFilter => From.Filter?.Expression == To.Filter?.Expression && (From.Filter?.Upcalls ?? 0) <= (To.Filter?.Upcalls ?? 0);

    /// <summary>The same of all packets, whatever the filter.</summary>
    public TimeWindow Unfiltered() => new(From.Unfiltered ?? From, To.Unfiltered ?? To);

    /// <summary>A count's rate.</summary>
    internal double Rate(ulong before, ulong now) => Difference.Rate(Difference.Of(now, before), Seconds);
}
