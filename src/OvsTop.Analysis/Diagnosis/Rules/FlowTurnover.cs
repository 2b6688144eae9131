using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Diagnosis.Rules;

/// <summary>
/// Deletes keep up with puts while the table is full: flows push each other out. Above the flow limit the idle time drops to 100 ms (revalidate,
/// ofproto/ofproto-dpif-upcall.c), so FLOW_IDLE is as telling as FLOW_LIMIT. Whether the same flows come back is <see cref="StormByEviction"/>'s.
/// </summary>
internal sealed class FlowTurnover : IDiagnosisRule
{
    /// <summary>Between two dumps the table is emptier than when it was full: the fullest of so many ticks counts.</summary>
    private const int Ticks = 5;

    public string Id => "flow_turnover";

    public string Evidence => "puts and deletes of flows";

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
        string back = now.Flows.ChurnIsKnown ? $", {Figures.Percent(now.Flows.ChurnShare * 100)} of them again" : "";
        return new Finding(Id, Severity.Warning,
            $"turnover at the flow limit: {Figures.Rate(puts)} flows/s put{back}, {Figures.Rate(deletes)} deleted, mostly {reason.Name}; {flows:N0} flows at a limit of {limit:N0}")
        {
            Numbers = new Dictionary<string, double> { ["puts_per_s"] = puts, ["deletes_per_s"] = deletes, ["flows"] = flows, ["flow_limit"] = limit },
            Views = [4, 6],
        };
    }

    /// <summary>
    /// A dump sees the table as the one before left it and what came since: with rounds twice a second and a limit that one second of puts exceeds, half
    /// of it is full.
    /// </summary>
    private static double Shrunk(double puts, ulong limit, double rounds) => rounds > 0 && puts / rounds > limit / 4.0 ? 0.5 : 1;
}
