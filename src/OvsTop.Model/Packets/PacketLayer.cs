namespace OvsTop.Model.Packets;

/// <summary>One layer of a packet: where its header lies and what announced it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes of the header that were captured; of a payload, all its bytes.</param>
/// <param name="Protocol">Number that announced it: Ethernet type, IP protocol, UDP port; 0 for the outermost.</param>
/// <param name="Note">What is wrong or special with it.</param>
public readonly record struct PacketLayer(LayerKind Kind, int Offset, int Length, ushort Protocol, LayerNote Note);
