using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>Most puts re-install what was deleted a moment ago, flow by flow: the upcalls are there because flows go too early.</summary>
internal sealed class StormByEviction : IDiagnosisRule
{
    public string Id => "storm_by_eviction";

    public string Evidence => "flows put again after their delete";

    public bool IsKnown(Snapshot now) => now.Flows.ChurnIsKnown;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        var flows = now.Flows;
        double percent = flows.ChurnShare * 100;
        if (!flows.ChurnIsKnown || flows.PutsPerSecond < thresholds.EvictionPutsPerSecond || percent < thresholds.EvictionPercent)
        {
            return null;
        }

        string reason = flows.WorstChurn is { } worst ? $" for {worst.Name}" : "";
        string table = flows is { Flows: { } count, FlowLimit: { } limit } ? $"; {count:N0} flows at a limit of {limit:N0}" : "";
        return new Finding(Id, Severity.Critical,
            $"storm by eviction: {Figures.Percent(percent)} of {Figures.Rate(flows.PutsPerSecond)} puts/s re-install a flow deleted{reason} < {flows.ChurnSeconds:0.#} s ago{table}")
        {
            Numbers = new Dictionary<string, double> { ["churn_percent"] = percent, ["churn_per_s"] = flows.ChurnPerSecond, ["puts_per_s"] = flows.PutsPerSecond },
            Views = [6, 4],
        };
    }
}
