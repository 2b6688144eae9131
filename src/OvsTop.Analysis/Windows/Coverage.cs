using System.Globalization;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Windows;

/// <summary>In which part of the time a probe was attached, and how numbers that come from it are to be labelled. Rates: <see cref="HeldRate"/>.</summary>
internal sealed class Coverage(ProbeId probe)
{
    private double _covered;
    private double _elapsed;
    private ulong _sinceNs;
    private bool _hasGap;

    /// <summary>Takes over a window, once before it ends or is looked at.</summary>
    public void Add(TallyWindow window)
    {
        double seconds = window.SecondsOf(probe);
        _covered = window.Now.AttachedNs is { } now ? now.At(probe, window.TimeNs) / 1e9 : double.PositiveInfinity;
        _elapsed = (window.TimeNs - window.StartNs) / 1e9;
        if (window.Covers(probe))
        {
            return;
        }

        _hasGap |= _sinceNs != 0;
        if (seconds > 0 && _sinceNs == 0)
        {
            _sinceNs = window.TimeNs - (ulong)(seconds * 1e9);
        }
    }

    /// <summary>A window of another epoch comes.</summary>
    public void Restart() => (_sinceNs, _hasGap) = (0, false);

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
