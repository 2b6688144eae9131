using System.Globalization;
using System.Text;
using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Packets;

/// <summary>Decodes captured bytes layer by layer for people to read. Any bytes will do.</summary>
public static class PacketTree
{
    private static readonly string[] Titles =
    [
        "", "Ethernet", "VLAN", "MPLS", "ARP", "IPv4", "IPv6", "IPv6 extension", "TCP", "UDP", "SCTP", "ICMP", "ICMPv6", "VXLAN", "Geneve",
        "GRE", "Payload",
    ];

    /// <summary>The layers from the outermost to the payload.</summary>
    /// <param name="packet">Captured bytes, Ethernet header first.</param>
    public static IReadOnlyList<PacketNode> Decode(ReadOnlySpan<byte> packet)
    {
        var nodes = new List<PacketNode>();
        var walker = new PacketWalker(packet);
        while (walker.MoveNext())
        {
            var layer = walker.Current;
            var fields = new List<PacketField>();
            if (layer.Note is LayerNote.None or LayerNote.LaterFragment or LayerNote.TooDeep)
            {
                Fields(fields, layer, walker.Header);
            }
            else
            {
                Add(fields, "bytes", $"{layer.Length}");
            }

            nodes.Add(new(layer, Titles[(int)layer.Kind] + Note(layer.Note), fields));
        }

        return nodes;
    }

    private static string Note(LayerNote note) => note switch
    {
        LayerNote.None => "",
        LayerNote.Truncated => ", cut",
        LayerNote.Malformed => ", malformed",
        LayerNote.LaterFragment => " of a later fragment",
        _ => ", too many headers before it",
    };

    private static void Fields(List<PacketField> fields, in PacketLayer layer, ReadOnlySpan<byte> h)
    {
        switch (layer.Kind)
        {
            case LayerKind.Ethernet:
                Add(fields, "dst", Mac(h));
                Add(fields, "src", Mac(h[6..]));
                Add(fields, "type", $"0x{U16(h, 12):x4}");
                break;
            case LayerKind.Vlan:
                Add(fields, "tpid", $"0x{layer.Protocol:x4}");
                Add(fields, "vid", $"{U16(h, 0) & 0xfff}");
                Add(fields, "pcp", $"{h[0] >> 5}");
                Add(fields, "dei", $"{h[0] >> 4 & 1}");
                Add(fields, "type", $"0x{U16(h, 2):x4}");
                break;
            case LayerKind.Mpls:
                Add(fields, "label", $"{U32(h, 0) >> 12}");
                Add(fields, "tc", $"{h[2] >> 1 & 7}");
                Add(fields, "bos", $"{h[2] & 1}");
                Add(fields, "ttl", $"{h[3]}");
                break;
            case LayerKind.Arp:
                Add(fields, "op", $"{U16(h, 6)}");
                Add(fields, "sha", Mac(h[8..]));
                Add(fields, "spa", Ip4(h[14..]));
                Add(fields, "tha", Mac(h[18..]));
                Add(fields, "tpa", Ip4(h[24..]));
                break;
            case LayerKind.Ipv4:
                Ipv4(fields, h);
                break;
            case LayerKind.Ipv6:
                Add(fields, "src", Ip6(h[8..]));
                Add(fields, "dst", Ip6(h[24..]));
                Add(fields, "next", $"{h[6]}");
                Add(fields, "tclass", $"{U16(h, 0) >> 4 & 0xff}");
                Add(fields, "label", $"0x{U32(h, 0) & 0xfffff:x5}");
                Add(fields, "hlimit", $"{h[7]}");
                Add(fields, "length", $"{U16(h, 4)}");
                break;
            case LayerKind.Ipv6Extension:
                Add(fields, "header", Extension(layer.Protocol));
                Add(fields, "next", $"{h[0]}");
                if (layer.Protocol == 44)
                {
                    Add(fields, "offset", $"{U16(h, 2) & 0xfff8}");
                    Add(fields, "more", $"{h[3] & 1}");
                    Add(fields, "id", $"0x{U32(h, 4):x8}");
                }

                break;
            case LayerKind.Payload:
                Add(fields, "bytes", $"{h.Length}");
                Add(fields, "text", Printable(h));
                break;
            default:
                Transport(fields, layer.Kind, h);
                break;
        }
    }

    private static void Ipv4(List<PacketField> fields, ReadOnlySpan<byte> h)
    {
        Add(fields, "src", Ip4(h[12..]));
        Add(fields, "dst", Ip4(h[16..]));
        Add(fields, "proto", $"{h[9]}");
        Add(fields, "tos", $"0x{h[1]:x2}");
        Add(fields, "ttl", $"{h[8]}");
        Add(fields, "id", $"{U16(h, 4)}");
        Add(fields, "length", $"{U16(h, 2)}");
        Add(fields, "df", $"{h[6] >> 6 & 1}");
        Add(fields, "mf", $"{h[6] >> 5 & 1}");
        Add(fields, "offset", $"{(U16(h, 6) & 0x1fff) * 8}");
        Add(fields, "checksum", $"0x{U16(h, 10):x4}");
        if (h.Length > 20)
        {
            Add(fields, "options", Convert.ToHexStringLower(h[20..]));
        }
    }

    private static void Transport(List<PacketField> fields, LayerKind kind, ReadOnlySpan<byte> h)
    {
        switch (kind)
        {
            case LayerKind.Tcp:
                Ports(fields, h);
                Add(fields, "flags", new TextSink().TcpFlags(h[13]).ToString());
                Add(fields, "seq", $"{U32(h, 4)}");
                Add(fields, "ack", $"{U32(h, 8)}");
                Add(fields, "window", $"{U16(h, 14)}");
                break;
            case LayerKind.Udp:
                Ports(fields, h);
                Add(fields, "length", $"{U16(h, 4)}");
                break;
            case LayerKind.Sctp:
                Ports(fields, h);
                Add(fields, "tag", $"0x{U32(h, 4):x8}");
                break;
            case LayerKind.Icmp or LayerKind.Icmpv6:
                string? name = kind is LayerKind.Icmp ? PacketNames.Icmp(h[0]) : PacketNames.Icmpv6(h[0]);
                Add(fields, "type", name is null ? $"{h[0]}" : $"{h[0]} {name}");
                Add(fields, "code", $"{h[1]}");
                if (kind is LayerKind.Icmpv6 && h.Length >= 24)
                {
                    Neighbor(fields, h);
                }
                else if (kind is LayerKind.Icmp && h[0] is 0 or 8)
                {
                    Add(fields, "id", $"{U16(h, 4)}");
                    Add(fields, "seq", $"{U16(h, 6)}");
                }

                break;
            case LayerKind.Vxlan or LayerKind.Geneve:
                Add(fields, "vni", $"{U32(h, 4) >> 8}");
                if (h.Length > 8)
                {
                    Add(fields, "options", Convert.ToHexStringLower(h[8..]));
                }

                break;
            case LayerKind.Gre:
                Add(fields, "type", $"0x{U16(h, 2):x4}");
                if ((h[0] & 0x20) != 0)
                {
                    Add(fields, "key", $"0x{U32(h, (h[0] & 0x80) != 0 ? 8 : 4):x}");
                }

                break;
        }
    }

    /// <summary>Target, then options: type, length in units of 8, value.</summary>
    private static void Neighbor(List<PacketField> fields, ReadOnlySpan<byte> h)
    {
        Add(fields, "target", Ip6(h[8..]));
        for (var options = h[24..]; options.Length >= 8 && options[1] > 0 && options.Length >= options[1] * 8; options = options[(options[1] * 8)..])
        {
            Add(fields, options[0] switch { 1 => "sll", 2 => "tll", var other => $"option {other}" }, Mac(options[2..]));
        }
    }

    private static string Extension(ushort protocol) => protocol switch
    {
        0 => "hop-by-hop",
        43 => "routing",
        44 => "fragment",
        51 => "authentication",
        60 => "destination",
        _ => protocol.ToString(CultureInfo.InvariantCulture),
    };

    private static void Ports(List<PacketField> fields, ReadOnlySpan<byte> h)
    {
        Add(fields, "src", $"{U16(h, 0)}");
        Add(fields, "dst", $"{U16(h, 2)}");
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        const int Longest = 64;
        var text = new StringBuilder();
        foreach (byte b in bytes[..Math.Min(bytes.Length, Longest)])
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        }

        return bytes.Length > Longest ? text.Append('…').ToString() : text.ToString();
    }

    private static void Add(List<PacketField> fields, string name, string value) => fields.Add(new(name, value));

    private static int U16(ReadOnlySpan<byte> h, int offset) => ReadUInt16BigEndian(h[offset..]);

    private static uint U32(ReadOnlySpan<byte> h, int offset) => ReadUInt32BigEndian(h[offset..]);

    private static string Mac(ReadOnlySpan<byte> h) => new TextSink().Mac(h).ToString();

    private static string Ip4(ReadOnlySpan<byte> h) => new TextSink().Ipv4(h).ToString();

    private static string Ip6(ReadOnlySpan<byte> h) => new TextSink().Ipv6(h).ToString();
}
