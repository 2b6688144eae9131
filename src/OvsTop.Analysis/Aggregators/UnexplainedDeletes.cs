using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Aggregators;

/// <summary>
/// Deletes without a verdict: a difference of two counts, so it is known only while both were complete, and counted from when they became so. Known
/// from the start on it is the difference of the totals.
/// </summary>
internal sealed class UnexplainedDeletes
{
    private ulong _deletes, _explained;
    private bool _known;

    /// <summary>False when verdicts or deletes were not counted for a part of the window.</summary>
    public bool IsKnown => _known;

    /// <summary>Since both are counted.</summary>
    public ulong Total { get; private set; }

    /// <summary>In the window.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Takes over a window.</summary>
    public void Add(TallyWindow window, in VerdictCounts now, in VerdictCounts before, IReadOnlyList<ProbeId> deletes)
    {
        bool isCovered = window.Covers(ProbeId.FlowResult) && window.Covers(ProbeId.FlowSweepResult) && deletes.All(window.Covers);
        if (!isCovered)
        {
            (_known, Total, PerSecond) = (false, 0, 0);
            return;
        }

        if (!_known)
        {
            // From the start on, also of a recording that goes on from somewhere, the totals are what there is.
            bool fromStart = window.Now.AttachedNs is null || window.BaseNs <= window.StartNs;
            (_deletes, _explained) = fromStart ? (0, 0) : (before.Deletes, before.Explained);
            _known = true;
        }

        Total = Of(now);
        PerSecond = Difference.Rate(Difference.Of(Total, Of(before)), window.Seconds);
    }

    /// <summary>Forgets what was known.</summary>
    public void Restart() => _known = false;

    private ulong Of(in VerdictCounts counts) => Difference.Of(Difference.Of(counts.Deletes, _deletes), Difference.Of(counts.Explained, _explained));
}
