using OvsTop.Analysis.Snapshots;

namespace OvsTop.Screen.State;

/// <summary>A time that was marked.</summary>
/// <param name="Name">Its number, from 1 on.</param>
/// <param name="At">What was shown then; kept as long as the mark.</param>
public sealed record TimeMark(string Name, Snapshot At)
{
    /// <summary>How many columns before the newest value of a history it stands; null where it is later than the snapshot shown.</summary>
    /// <param name="shown">The snapshot shown.</param>
    /// <param name="byTime">Of a recording, which is wound back and forth; otherwise ticks are counted, for intervals change.</param>
    public int? TicksBefore(Snapshot shown, bool byTime)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.TimeNs < At.TimeNs)
        {
            return null;
        }

        double ticks = byTime ? (shown.TimeNs - At.TimeNs) / (shown.IntervalSeconds * 1e9) : shown.Number - At.Number;
        return ticks is >= 0 and < Series.Length ? (int)Math.Round(ticks) : null;
    }
}
