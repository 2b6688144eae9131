using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;

namespace OvsTop.Probes.Plans;

/// <summary>What would be attached for some measurements, to be shown.</summary>
/// <param name="Always">Probes that are attached whatever is shown.</param>
/// <param name="More">Probes that are attached besides.</param>
/// <param name="Missing">What cannot be measured here, and why.</param>
public sealed record PlanPreview(IReadOnlyList<ProbeId> Always, IReadOnlyList<ProbeId> More, IReadOnlyList<MeasurementSource> Missing)
{
    /// <summary>Plans for what a view needs.</summary>
    /// <param name="needs">What it needs.</param>
    /// <param name="probes">Every probe with its mechanism.</param>
    /// <param name="hasHandlers">False on a userspace datapath.</param>
    public static PlanPreview Of(Measurements needs, IReadOnlyList<ProbeStatus> probes, bool hasHandlers)
    {
        var primary = Planner.Primary(probes);
        var always = Planner.Make(Measurements.None, probes, primary, hasHandlers);
        var plan = Planner.Make(needs, probes, primary, hasHandlers);
        return new PlanPreview(
            always.Probes, [.. plan.Probes.Except(always.Probes)], [.. plan.Sources.Where(s => !s.IsGiven && needs.HasFlag(s.Measurement))]);
    }
}
