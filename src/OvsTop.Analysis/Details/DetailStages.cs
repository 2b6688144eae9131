using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Details;

/// <summary>
/// Overhead, which no tally counts: every execute that enters the kernel tells its own, so what is measured is as complete as the details are.
/// </summary>
internal sealed class DetailStages
{
    private StageTally _now, _base, _earlier;

    /// <summary>Reads the details of a batch.</summary>
    public void Add(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            _now = _base = _earlier = default;
        }

        foreach (var record in batch.Records)
        {
            if (record.Header.Probe == ProbeId.PacketCmdExecuteEnter && record.Header.SinceRecvNs != 0)
            {
                _now.Add(record.Header.SinceRecvNs);
            }
        }
    }

    /// <summary>The row; null before its first duration.</summary>
    public StageRow? Take(StageWindows windows, TallyWindow window) => windows.Take(window, _now, window.Extends ? _earlier : _base);

    /// <summary>The window is over.</summary>
    public void Advance()
    {
        _earlier = _base;
        _base = _now;
    }
}
