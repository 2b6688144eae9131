using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>Many upcalls, few deletes: the traffic itself is new.</summary>
internal sealed class StormByMiss : IDiagnosisRule
{
    public string Id => "storm_by_miss";

    public string Evidence => "upcalls";

    public bool IsKnown(Snapshot now) => Figures.Upcalls(now) is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        double deletes = now.Revalidator.DeletesPerSecond, puts = now.Upcalls.Total.PutsPerSecond;
        if (Figures.Upcalls(now) is not { } upcalls || upcalls < thresholds.StormUpcallsPerSecond || (puts > 0 && deletes >= puts * thresholds.EvictionPercent / 100))
        {
            return null;
        }

        string put = puts > 0 ? $", {Figures.Rate(puts)} flows/s put and {Figures.Rate(deletes)} deleted" : "";
        return new Finding(Id, Severity.Warning, $"storm by miss: {Figures.Rate(upcalls)} upcalls/s for packets that never had a flow{put}")
        {
            Numbers = new Dictionary<string, double> { ["upcalls_per_s"] = upcalls, ["puts_per_s"] = puts, ["deletes_per_s"] = deletes },
            Views = [2],
        };
    }
}
