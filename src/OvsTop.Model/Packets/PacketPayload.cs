namespace OvsTop.Model.Packets;

/// <summary>Finds the transport payload of a packet.</summary>
public static class PacketPayload
{
    /// <summary>Offset of the first byte behind the innermost header; the length of the packet when there is nothing behind it.</summary>
    /// <param name="packet">Captured bytes, Ethernet header first.</param>
    public static int Offset(ReadOnlySpan<byte> packet)
    {
        var walker = new PacketWalker(packet);
        while (walker.MoveNext())
        {
            if (walker.Current.Kind is LayerKind.Payload)
            {
                return walker.Current.Offset;
            }
        }

        return packet.Length;
    }
}
