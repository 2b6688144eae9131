using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Windows;

/// <summary>A rate of what probes count that may be attached only in a part of the time: over that part, and while it is too short the last rate of the same epoch stands.</summary>
internal sealed class HeldRate
{
    /// <summary>A window of which less is covered says nothing about a rate.</summary>
    private const double ShortestShare = 0.2;

    private double _perSecond;
    private int _epoch;

    /// <summary>The rate of a window; 0 when a probe is given up for its cost.</summary>
    /// <param name="window">The window.</param>
    /// <param name="info">Which probes are given up.</param>
    /// <param name="probes">All must be attached for something to be counted.</param>
    /// <param name="now">Count at the end of the window.</param>
    /// <param name="before">Count at its beginning.</param>
    public double Take(TallyWindow window, SourceInfo info, IReadOnlyList<ProbeId> probes, ulong now, ulong before)
    {
        if (_epoch != window.Epoch)
        {
            (_epoch, _perSecond) = (window.Epoch, 0);
        }

        double covered = window.Seconds;
        bool isGivenUp = false;
        foreach (var probe in probes)
        {
            covered = Math.Min(covered, window.SecondsOf(probe));
            isGivenUp |= info.Attachment?.Sampled is { } sampled && sampled.TryGetValue(probe, out int every) && every == 0;
        }

        if (covered > 0 && covered >= ShortestShare * window.Seconds)
        {
            _perSecond = Difference.Rate(Difference.Of(now, before), covered);
        }

        return isGivenUp && covered == 0 ? 0 : _perSecond;
    }
}
