using System.Buffers.Binary;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// What of a packet no datapath action changes on the way: everything but MACs, VLAN tags, IP addresses, TTL, TOS, flow label, ports and
/// checksums. Kept are IP id, length, protocol and fragment fields, TCP numbers, flags and window, UDP length, ICMP id and sequence, and payload.
/// </summary>
internal static class PacketDigest
{
    /// <summary>Bytes that count.</summary>
    private const int MaxBytes = 128;

    /// <summary>Hashes what stays the same.</summary>
    /// <param name="packet">Captured head, Ethernet first.</param>
    public static ulong Of(ReadOnlySpan<byte> packet)
    {
        packet = packet[..Math.Min(packet.Length, MaxBytes)];
        int type = 12;
        while (type + 4 <= packet.Length && BinaryPrimitives.ReadUInt16BigEndian(packet[type..]) is 0x8100 or 0x88a8)
        {
            type += 4;
        }

        if (type + 2 > packet.Length)
        {
            return KeyHash.Of(packet, 0);
        }

        ushort ethertype = BinaryPrimitives.ReadUInt16BigEndian(packet[type..]);
        Span<byte> kept = stackalloc byte[MaxBytes];
        packet[(type + 2)..].CopyTo(kept);
        kept = kept[..(packet.Length - type - 2)];
        switch (ethertype)
        {
            case 0x0800 when kept.Length >= 20:
                kept[1] = 0;
                kept[8] = 0;
                kept[10..20].Clear();
                Transport(kept, (kept[0] & 15) * 4, kept[9], (BinaryPrimitives.ReadUInt16BigEndian(kept[6..]) & 0x1fff) != 0);
                break;
            case 0x86dd when kept.Length >= 40:
                kept[..4].Clear();
                kept[7..40].Clear();
                Transport(kept, 40, packet[type + 2 + 6], false);
                break;
            case 0x0806 when kept.Length >= 28:
                kept[8..28].Clear();
                break;
        }

        return KeyHash.Of(kept, ethertype);
    }

    private static void Transport(Span<byte> packet, int at, byte protocol, bool isLaterFragment)
    {
        if (isLaterFragment || at < 20 || at > packet.Length)
        {
            return;
        }

        var header = packet[at..];
        switch (protocol)
        {
            case 6:
                Clear(header, 0, 4);
                Clear(header, 16, 2);
                break;
            case 17:
                Clear(header, 0, 4);
                Clear(header, 6, 2);
                break;
            case 132:
                Clear(header, 0, 4);
                Clear(header, 8, 4);
                break;
            case 1 or 58:
                Clear(header, 2, 2);
                break;
        }
    }

    private static void Clear(Span<byte> header, int at, int length)
    {
        if (at < header.Length)
        {
            header.Slice(at, Math.Min(length, header.Length - at)).Clear();
        }
    }
}
