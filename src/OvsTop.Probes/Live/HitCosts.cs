using OvsTop.Model.Events;

namespace OvsTop.Probes.Live;

/// <summary>What one hit of each probe costs the daemon on this machine.</summary>
/// <param name="Ns">By probe, ns: getting there and back, and the program as far as it is known without a hit.</param>
/// <param name="TrapNs">The trap of a uprobe as measured here, ns; null when it could not be measured.</param>
public sealed record HitCosts(IReadOnlyDictionary<ProbeId, double> Ns, double? TrapNs);
