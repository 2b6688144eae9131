using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>
/// Flows are deleted as fast as they are put while the table is full: what is put is what was just deleted. Above the flow limit the idle time drops to
/// 100 ms (revalidate, ofproto/ofproto-dpif-upcall.c), so FLOW_IDLE is as telling as FLOW_LIMIT.
/// </summary>
internal sealed class StormByEviction : IDiagnosisRule
{
    /// <summary>Between two dumps the table is emptier than when it was full: the fullest of so many ticks counts.</summary>
    private const int Ticks = 5;

    public string Id => "storm_by_eviction";

    public string Evidence => "puts and deletes";

    public bool IsKnown(Snapshot now) => now.Flows.ChurnIsKnown
        || (Figures.Has(now, Model.Events.ProbeId.FlowPut) && Figures.Has(now, Model.Events.ProbeId.FlowDel) && now.Revalidator.FlowLimit is not null);

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds) => Churn(now, thresholds) ?? Full(now, recent, thresholds);

    /// <summary>Most puts re-install what was deleted a moment ago: flow by flow, whatever the table's size.</summary>
    private Finding? Churn(Snapshot now, Thresholds thresholds)
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

    /// <summary>Deletes keep up with puts while the table is full.</summary>
    private Finding? Full(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
    {
        var revalidator = now.Revalidator;
        double puts = now.Upcalls.Total.PutsPerSecond, deletes = revalidator.DeletesPerSecond;
        if (revalidator.FlowLimit is not ({ } limit and > 0) || puts < thresholds.EvictionPutsPerSecond || deletes < puts * thresholds.EvictionPercent / 100)
        {
            return null;
        }

        ulong flows = recent.TakeLast(Ticks).Append(now).Max(tick => tick.Revalidator.Flows ?? 0);
        if (flows < limit * thresholds.FullPercent / 100 * Shrunk(puts, limit, revalidator.RoundsPerSecond))
        {
            return null;
        }

        var reason = revalidator.Reasons.MaxBy(row => row.PerSecond)!;
        return new Finding(Id, Severity.Critical,
            $"storm by eviction: {Figures.Rate(deletes)} flows/s deleted, mostly {reason.Name}, while {Figures.Rate(puts)}/s are put; {flows:N0} flows at a limit of {limit:N0}")
        {
            Numbers = new Dictionary<string, double> { ["puts_per_s"] = puts, ["deletes_per_s"] = deletes, ["flows"] = flows, ["flow_limit"] = limit },
            Views = [4, 2],
        };
    }

    /// <summary>
    /// A dump sees the table as the one before left it and what came since: with rounds twice a second and a limit that one second of puts exceeds, half
    /// of it is full.
    /// </summary>
    private static double Shrunk(double puts, ulong limit, double rounds) => rounds > 0 && puts / rounds > limit / 4.0 ? 0.5 : 1;
}
