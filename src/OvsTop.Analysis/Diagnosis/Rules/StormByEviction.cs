using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>Most puts re-install what was deleted a moment ago, flow by flow: the upcalls are there because flows go too early.</summary>
internal sealed class StormByEviction : IDiagnosisRule
{
    public string Id => "storm_by_eviction";

    public string Evidence => "what comes back after its delete";

    public bool IsKnown(Snapshot now) =>
        Figures.Has(now, Model.Events.ProbeId.FlowPut) && Figures.Has(now, Model.Events.ProbeId.FlowDel) && now.Revalidator.FlowLimit is not null;

    public Finding? Look(Snapshot now, IReadOnlyList<Snapshot> recent, Thresholds thresholds)
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
