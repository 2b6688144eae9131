using System.Buffers;
using OvsTop.Model.Packets;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Redaction;

/// <summary>
/// Captured packets, in place: of each header stays what is known to be no address, addresses get pseudonyms, and everything else is cleared:
/// options, what is behind the headers, padding, protocols it does not know. Checksums of IPv4 headers are right again, all others are 0.
/// </summary>
internal static class PacketRedactor
{
    private const int MaxHeader = 512;
    private const ushort Fragment = 44;

    /// <summary>Redacts a packet that begins with its Ethernet header.</summary>
    public static void Redact(Redactor redactor, Span<byte> packet)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(packet.Length);
        var original = rented.AsSpan(0, packet.Length);
        packet.CopyTo(original);
        packet.Clear();
        Span<byte> header = stackalloc byte[MaxHeader];
        for (var walk = new PacketWalker(original); walk.MoveNext();)
        {
            var layer = walk.Current;
            if (layer.Kind is LayerKind.Payload or LayerKind.End || layer.Note is LayerNote.Malformed)
            {
                continue;
            }

            // A cut header is treated as if zeros followed: a prefix of an address has the prefix of its pseudonym.
            int length = Math.Min(layer.Length, MaxHeader);
            header.Clear();
            original.Slice(layer.Offset, length).CopyTo(header);
            int kept = Keep(redactor, layer, header);
            header[..Math.Min(kept, length)].CopyTo(packet[layer.Offset..]);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Redacts a header.</summary>
    /// <returns>Bytes of it to keep.</returns>
    private static int Keep(Redactor redactor, in PacketLayer layer, Span<byte> header)
    {
        switch (layer.Kind)
        {
            case LayerKind.Ethernet:
                redactor.Mac(header);
                redactor.Mac(header[6..]);
                return 14;
            case LayerKind.Vlan or LayerKind.Mpls:
                return 4;
            case LayerKind.Arp:
                redactor.Mac(header[8..]);
                redactor.Ipv4(header[14..]);
                redactor.Mac(header[18..]);
                redactor.Ipv4(header[24..]);
                return 28;
            case LayerKind.Ipv4:
                Ipv4(redactor, header);
                return 20;
            case LayerKind.Ipv6:
                redactor.Ipv6(header[8..]);
                redactor.Ipv6(header[24..]);
                return 40;
            case LayerKind.Ipv6Extension:
                return layer.Protocol == Fragment ? 8 : 2;
            case LayerKind.Tcp:
                header.Slice(16, 2).Clear();
                return 20;
            case LayerKind.Udp:
                header.Slice(6, 2).Clear();
                return 8;
            case LayerKind.Sctp:
                header.Slice(8, 4).Clear();
                return 12;
            case LayerKind.Icmp:
                Icmp(redactor, header);
                return 8;
            case LayerKind.Icmpv6:
                return Icmpv6(redactor, header[..Math.Min(layer.Length, MaxHeader)]);
            case LayerKind.Vxlan or LayerKind.Geneve:
                return 8;
            case LayerKind.Gre:
                Gre(header);
                return layer.Length;
            default:
                return 0;
        }
    }

    private static void Ipv4(Redactor redactor, Span<byte> header)
    {
        header[20..].Clear();
        redactor.Ipv4(header[12..]);
        redactor.Ipv4(header[16..]);
        header.Slice(10, 2).Clear();
        uint sum = 0;
        for (int i = 0; i < 20; i += 2)
        {
            sum += ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        WriteUInt16BigEndian(header[10..], (ushort)~(sum + (sum >> 16)));
    }

    private static void Icmp(Redactor redactor, Span<byte> header)
    {
        const byte Redirect = 5;
        header.Slice(2, 2).Clear();
        if (header[0] == Redirect)
        {
            redactor.Ipv4(header[4..]);
        }
    }

    private static int Icmpv6(Redactor redactor, Span<byte> message)
    {
        const byte Solicitation = 135, Advertisement = 136, SourceLink = 1, TargetLink = 2;
        const int Options = 24, LinkOption = 8;
        if (message[0] is not (Solicitation or Advertisement) || message.Length < Options)
        {
            return 2;
        }

        message.Slice(2, 2).Clear();
        redactor.Ipv6(message[8..]);
        for (var rest = message[Options..]; rest.Length > 0;)
        {
            int length = rest.Length > 1 ? rest[1] * 8 : 0;
            if (length == LinkOption && rest.Length >= LinkOption && rest[0] is SourceLink or TargetLink)
            {
                redactor.Mac(rest[2..]);
                rest = rest[LinkOption..];
                continue;
            }

            rest.Clear();
            break;
        }

        return message.Length;
    }

    /// <summary>Checksum and the word beside it, if there is one, come first.</summary>
    private static void Gre(Span<byte> header)
    {
        if ((header[0] & 0x80) != 0)
        {
            header.Slice(4, 4).Clear();
        }
    }
}
