using System.Globalization;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Windows;

/// <summary>In which part of the time a probe was attached, and how numbers that come from it are to be labelled.</summary>
internal sealed class Coverage(ProbeId probe)
{
    /// <summary>A window of which less is covered says nothing about a rate.</summary>
    public const double ShortestShare = 0.2;

    private double _covered;
    private double _elapsed;
    private ulong _sinceNs;
    private bool _hasGap;

    /// <summary>The part of the window in which it was attached, s.</summary>
    public double Seconds { get; private set; }

    /// <summary>True when enough of the window is covered to give a rate; otherwise the last one stands.</summary>
    public bool HasRate { get; private set; }

    /// <summary>Takes over a window, once before it ends or is looked at.</summary>
    public void Add(TallyWindow window)
    {
        Seconds = window.SecondsOf(probe);
        HasRate = Seconds >= ShortestShare * window.Seconds;
        _covered = window.Now.AttachedNs is { } now ? now.At(probe, window.TimeNs) / 1e9 : double.PositiveInfinity;
        _elapsed = (window.TimeNs - window.StartNs) / 1e9;
        if (window.Covers(probe))
        {
            return;
        }

        _hasGap |= _sinceNs != 0;
        if (Seconds > 0 && _sinceNs == 0)
        {
            _sinceNs = window.TimeNs - (ulong)(Seconds * 1e9);
        }
    }

    /// <summary>A window of another epoch comes.</summary>
    public void Restart() => (_sinceNs, _hasGap) = (0, false);

    /// <summary>True when it is given up for its cost: there is no rate, not even an old one.</summary>
    public bool IsSilent(SourceInfo info) => info.Attachment?.Sampled is { } sampled && sampled.TryGetValue(probe, out int every) && every == 0;

    /// <summary>The label; empty when everything since start is counted.</summary>
    public string Label(SourceInfo info)
    {
        const double Slack = 0.1;
        if (info.Attachment?.Label(probe) is { Length: > 0 } reduced)
        {
            return reduced;
        }

        if (_covered >= _elapsed - Slack)
        {
            return "";
        }

        if (_covered == 0)
        {
            return "not attached";
        }

        if (_hasGap || _sinceNs == 0 || info.Epoch is not { } epoch)
        {
            return $"in {_covered / _elapsed * 100:0} % of the time";
        }

        return string.Create(CultureInfo.InvariantCulture, $"since {epoch.AddTicks((long)(_sinceNs / 100)):HH:mm:ss}");
    }
}
