using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Probes.Plans;

/// <summary>One way to a measurement.</summary>
/// <param name="Gives">One measurement.</param>
/// <param name="Required">Probes without which it does not work.</param>
/// <param name="Optional">Probes that make it more complete where they are available.</param>
internal sealed record Recipe(Measurements Gives, IReadOnlyList<ProbeId> Required, IReadOnlyList<ProbeId> Optional)
{
    /// <summary>The first of the probes must tell the flow key (<see cref="Live.ProbeStatus.TellsKey"/>).</summary>
    public bool NeedsKey { get; init; }

    /// <summary>True when it can be gone on a switch.</summary>
    public bool IsPossible(IReadOnlyList<Live.ProbeStatus> probes) =>
        Required.All(id => probes.Any(p => p.Probe.Id == id && p.Available)) && (!NeedsKey || probes.Any(p => p.Probe.Id == Required[0] && p.TellsKey));
}
