using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Plans;

/// <summary>Which probes to attach for what is wanted.</summary>
/// <param name="Probes">The probes, in the order of the table.</param>
/// <param name="Sources">For every measurement wanted: what gives it, or why nothing does.</param>
internal sealed record AttachPlan(IReadOnlyList<ProbeId> Probes, IReadOnlyList<MeasurementSource> Sources);
