using OvsTop.Model.Facts;

namespace OvsTop.Vswitchd.Replies;

/// <summary>A datapath with its bridges in <c>dpif/show</c>.</summary>
/// <param name="Name">Full name, e.g. <c>system@ovs-system</c>.</param>
/// <param name="Hits">Packets that matched a flow, total.</param>
/// <param name="Misses">Packets that matched none, total.</param>
/// <param name="Ports">Ports of all its bridges.</param>
public sealed record DpifDatapath(string Name, ulong? Hits, ulong? Misses, IReadOnlyList<BridgePort> Ports);
