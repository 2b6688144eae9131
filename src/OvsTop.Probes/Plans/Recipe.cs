using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Plans;

/// <summary>One way to a measurement.</summary>
/// <param name="Gives">One measurement.</param>
/// <param name="Required">Probes without which it does not work.</param>
/// <param name="Optional">Probes that make it more complete where they are available.</param>
internal sealed record Recipe(Measurements Gives, IReadOnlyList<ProbeId> Required, IReadOnlyList<ProbeId> Optional);
