using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;

namespace OvsTop.Probes.Plans;

/// <summary>
/// From what is wanted and what is there to what is attached: a pure function. The cheapest probe is the one not attached, so nothing is attached
/// that nothing wanted needs; the primary counts always are, by the mechanism the session began with.
/// </summary>
internal static class Planner
{
    /// <summary>The primary counts of a session on this switch: the kernel's, where complete, cost a tenth of the daemon's.</summary>
    public static PrimaryProbes Primary(IReadOnlyList<ProbeStatus> probes)
    {
        var available = Available(probes);
        return PrimaryProbes.Of(available.Contains);
    }

    /// <summary>Plans.</summary>
    /// <param name="wanted">What views and features need; <see cref="Measurements.Always"/> is added.</param>
    /// <param name="probes">Every probe with its mechanism.</param>
    /// <param name="primary">The primary counts of the session.</param>
    /// <param name="hasHandlers">False on a userspace datapath: nothing comes by the way of upcalls.</param>
    public static AttachPlan Make(Measurements wanted, IReadOnlyList<ProbeStatus> probes, PrimaryProbes primary, bool hasHandlers = true)
    {
        var available = Available(probes);
        var chosen = new HashSet<ProbeId>();
        var sources = new List<MeasurementSource>();
        wanted |= Measurements.Always;
        foreach (var ways in Recipes.For(primary).Where(r => wanted.HasFlag(r.Gives)).GroupBy(r => r.Gives))
        {
            var way = ways.FirstOrDefault(r => r.IsPossible(probes));
            Measurements measurement = ways.Key;
            if (way is null)
            {
                // A primary count that is there in part is still counted.
                chosen.UnionWith(measurement is Measurements.Rates or Measurements.Deletes ? ways.First().Required.Where(available.Contains) : []);
                sources.Add(new MeasurementSource(measurement, "", Missing(ways.First(r => !r.NeedsKey), probes)));
                continue;
            }

            var needed = way.Required.Concat(way.Optional.Where(available.Contains)).ToList();
            chosen.UnionWith(needed);
            sources.Add(needed.Count == 0
                ? new MeasurementSource(measurement, "", "no probe is available")
                : OnUpcallPath(needed) && !hasHandlers
                    ? new MeasurementSource(measurement, "", "a userspace datapath: there are no upcalls to handlers")
                    : new MeasurementSource(measurement, From(way.Required.Count > 0 ? way.Required : needed), ""));
        }

        return new AttachPlan([.. ProbeTable.All.Select(p => p.Id).Where(chosen.Contains)], sources);
    }

    private static HashSet<ProbeId> Available(IReadOnlyList<ProbeStatus> probes) => [.. probes.Where(p => p.Available).Select(p => p.Probe.Id)];

    private static string Missing(Recipe way, IReadOnlyList<ProbeStatus> probes)
    {
        var missing = way.Required.First(id => !probes.Any(p => p.Probe.Id == id && p.Available));
        string why = probes.FirstOrDefault(p => p.Probe.Id == missing)?.Why ?? "this ovstop does not attach it";
        return $"{ProbeTable.Find(missing)!.EventName}: {(why.Length == 0 ? "not available" : why)}";
    }

    private static bool OnUpcallPath(IReadOnlyList<ProbeId> probes) => probes.All(p => p is >= ProbeId.RecvUpcall and <= ProbeId.FlowGet or >= ProbeId.DpUpcall);

    private static string From(IEnumerable<ProbeId> probes)
    {
        var kinds = probes.Select(p => p switch { >= ProbeId.SendmsgEnter => "sendmsg", >= ProbeId.DpUpcall => "kernel", _ => "USDT" }).Distinct().Order(StringComparer.OrdinalIgnoreCase);
        return string.Join('+', kinds);
    }
}
