namespace OvsTop.Model.Packets;

/// <summary>A field of a packet layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as text.</param>
public readonly record struct PacketField(string Name, string Value);
