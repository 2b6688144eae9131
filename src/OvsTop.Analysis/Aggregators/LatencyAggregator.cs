using OvsTop.Analysis.Details;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 3: the stages an upcall goes through, from the tallies.</summary>
internal sealed class LatencyAggregator
{
    private readonly StageWindows[] _stages = [.. StageInfo.Path.Select(info => new StageWindows(info))];
    private readonly StageWindows _overhead = new(StageInfo.Overhead);

    /// <summary>The window's stages.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="details">Measures the overhead.</param>
    /// <param name="isAttached">Which probes could be hit.</param>
    public LatencySnapshot Take(TallyWindow window, DetailStages details, Func<ProbeId, bool> isAttached)
    {
        var rows = new List<StageRow>();
        var absent = new List<StageInfo>();
        for (int i = 0; i < _stages.Length; i++)
        {
            var info = StageInfo.Path[i];
            if (_stages[i].Take(window, info.Stage!.Value) is { } row)
            {
                rows.Add(row);
            }
            else if (!info.IsSubstitute)
            {
                absent.Add(info);
            }
        }

        return new LatencySnapshot
        {
            Stages = rows,
            Overhead = details.Take(_overhead, window),
            Missing = [.. absent.Select(info => (info.Name, Why(info, rows, isAttached)))],
        };
    }

    private static string Why(StageInfo info, List<StageRow> rows, Func<ProbeId, bool> isAttached)
    {
        var absent = info.Needs.Where(probe => !isAttached(probe)).Select(probe => ProbeTable.Find(probe)!.EventName).ToList();
        string why = absent.Count > 0 ? $"needs {string.Join(" and ", absent)}, {(absent.Count == 1 ? "which is" : "which are")} missing" : "not hit so far";
        return info.Nearest is { } nearest && rows.Find(row => row.Stage == nearest) is { } shown ? $"{why}; nearest is {shown.Name}: {shown.Meaning}" : why;
    }
}
