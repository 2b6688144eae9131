using OvsTop.Analysis.Details;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 3: the stages an upcall goes through, counted ones from the tallies, the others from details.</summary>
internal sealed class LatencyAggregator
{
    private readonly StageWindows[] _stages = [.. StageInfo.Path.Select(info => new StageWindows(info))];
    private readonly StageWindows _overhead = new(StageInfo.Overhead);

    /// <summary>The window's stages.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="details">Stages measured on details.</param>
    /// <param name="isAttached">Which probes could be hit.</param>
    public LatencySnapshot Take(TallyWindow window, DetailStages details, Func<ProbeId, bool> isAttached)
    {
        var rows = new List<StageRow>();
        var missing = new List<(string, string)>();
        for (int i = 0; i < _stages.Length; i++)
        {
            var info = StageInfo.Path[i];
            var row = info.Stage is { } stage ? _stages[i].Take(window, stage) : details.Take(info, _stages[i], window);
            if (row is not null)
            {
                rows.Add(row);
            }
            else
            {
                missing.Add((info.Name, Why(info, details, isAttached)));
            }
        }

        return new LatencySnapshot { Stages = rows, Overhead = details.Take(StageInfo.Overhead, _overhead, window), Missing = missing };
    }

    private static string Why(StageInfo info, DetailStages details, Func<ProbeId, bool> isAttached)
    {
        var absent = info.Needs.Where(probe => !isAttached(probe)).Select(probe => ProbeTable.Find(probe)!.EventName).ToList();
        if (absent.Count > 0)
        {
            return $"needs {string.Join(" and ", absent)}, not attached";
        }

        return info.Stage is null && details.Incomplete ? "needs the details in a row, some were lost" : "not hit so far";
    }
}
