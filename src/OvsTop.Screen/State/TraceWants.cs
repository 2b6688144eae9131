using OvsTop.Analysis.Traces;
using OvsTop.Model;

namespace OvsTop.Screen.State;

/// <summary>What the traces' view looks at.</summary>
/// <param name="Packets">Packets that are held, the selected one first: they are wanted replayed although newer ones have come.</param>
/// <param name="Flows">Flows of the selected packet: the daemon may be asked about them.</param>
public sealed record TraceWants(IReadOnlyList<TracePacket> Packets, IReadOnlyList<Ufid> Flows);
