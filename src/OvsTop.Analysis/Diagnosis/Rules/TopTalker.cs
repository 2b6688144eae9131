using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>One port causes most upcalls, while they are a storm or some are lost: with few upcalls that is nothing worth saying.</summary>
internal sealed class TopTalker : IDiagnosisRule
{
    private const int TalkersView = 5;

    public string Id => "top_talker";

    public string Evidence => "upcalls by port";

    public bool IsKnown(Snapshot now) => now.Talkers.Find(TalkerDimension.InPort) is { All.Total: > 0 };

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        if (now.Talkers.Find(TalkerDimension.InPort) is not { Rows.Count: > 0 } ports || ports.All.PerSecond < Least(now, thresholds)
            || Loudest(ports) is not { Key.Kind: TalkerKind.Number } port || port.Share * 100 < thresholds.TalkerPercent)
        {
            return null;
        }

        string name = port.Name.Length > 0 ? $"{port.Name}{(port.Bridge.Length > 0 ? $" ({port.Bridge})" : "")}" : $"port {port.Text}";
        var source = now.Talkers.Find(TalkerDimension.Source) is { Rows.Count: > 0 } sources && Loudest(sources) is var loudest && loudest.Share * 100 >= thresholds.TalkerPercent ? loudest : null;
        string from = source is null ? "" : $", {Figures.Percent(source.Share * 100)} of all come from {source.Text}";
        return new Finding(Id, Severity.Notice, $"{name} causes {Figures.Percent(port.Share * 100)} of {Figures.Rate(ports.All.PerSecond)} upcalls/s{from}")
        {
            Numbers = new Dictionary<string, double>
            {
                ["in_port"] = port.Key.Value,
                ["share_percent"] = port.Share * 100,
                ["upcalls_per_s"] = port.PerSecond,
                ["all_upcalls_per_s"] = ports.All.PerSecond,
            },
            Views = [TalkersView],
        };
    }

    private static double Least(Snapshot now, Thresholds thresholds) =>
        now.Upcalls.Total.LostPerSecond?.Total > 0 || now.Facts?.LostPerSecond > 0 ? thresholds.BusyUpcallsPerSecond : thresholds.StormUpcallsPerSecond;

    private static TalkerRow Loudest(TalkerList list) => list.Rows.MaxBy(row => row.PerSecond)!;
}
