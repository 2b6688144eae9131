namespace OvsTop.Model.Packets;

/// <summary>A layer of a packet with its fields, as the packet view shows it.</summary>
/// <param name="Layer">The layer: its place in the packet.</param>
/// <param name="Title">Its name, e.g. <c>IPv4</c>, with what is wrong with it.</param>
/// <param name="Fields">Its fields in order.</param>
public sealed record PacketNode(PacketLayer Layer, string Title, IReadOnlyList<PacketField> Fields);
