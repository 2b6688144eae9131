using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Packets;

/// <summary>
/// One line for a packet: tags and tunnels, then the innermost transport with its addresses, e.g.
/// <c>vxlan 42 tcp S 10.0.0.7:5555 > 10.1.0.100:80</c>.
/// </summary>
public static class PacketSummary
{
    /// <summary>The line.</summary>
    /// <param name="packet">Captured bytes, Ethernet header first.</param>
    public static string Of(ReadOnlySpan<byte> packet)
    {
        var sink = new TextSink();
        Write(sink, packet);
        return sink.ToString();
    }

    /// <summary>Appends the line.</summary>
    public static void Write(TextSink sink, ReadOnlySpan<byte> packet)
    {
        PacketLayer ethernet = default, ip = default, last = default;
        var walker = new PacketWalker(packet);
        while (walker.MoveNext())
        {
            last = walker.Current;
            if (last.Note is not LayerNote.None)
            {
                break;
            }

            Prefix(sink, last, walker.Header);
            switch (last.Kind)
            {
                case LayerKind.Ethernet:
                    (ethernet, ip) = (last, default);
                    break;
                case LayerKind.Ipv4 or LayerKind.Ipv6:
                    ip = last;
                    break;
            }

            if (IsFinal(last, walker))
            {
                break;
            }
        }

        Final(sink, packet, ethernet, ip, last);
        sink.Put(last.Note switch
        {
            LayerNote.Truncated => " (cut)",
            LayerNote.Malformed => " (malformed)",
            LayerNote.TooDeep => " (too many headers)",
            _ => "",
        });
    }

    private static void Prefix(TextSink sink, in PacketLayer layer, ReadOnlySpan<byte> header)
    {
        switch (layer.Kind)
        {
            case LayerKind.Vlan:
                sink.Put("vlan ").Number(ReadUInt16BigEndian(header) & 0xfff).Put(' ');
                break;
            case LayerKind.Mpls:
                sink.Put("mpls ").Number(ReadUInt32BigEndian(header) >> 12).Put(' ');
                break;
            case LayerKind.Vxlan:
                sink.Put("vxlan ").Number(ReadUInt32BigEndian(header[4..]) >> 8).Put(' ');
                break;
            case LayerKind.Geneve:
                sink.Put("geneve ").Number(ReadUInt32BigEndian(header[4..]) >> 8).Put(' ');
                break;
            case LayerKind.Gre:
                sink.Put("gre ");
                break;
        }
    }

    /// <summary>Nothing behind this layer says more. A copy of the walker looks whether a tunnel follows.</summary>
    private static bool IsFinal(in PacketLayer layer, PacketWalker walker) => layer.Kind switch
    {
        LayerKind.Tcp or LayerKind.Sctp or LayerKind.Icmp or LayerKind.Icmpv6 or LayerKind.Arp or LayerKind.Payload => true,
        LayerKind.Udp => !walker.MoveNext() || walker.Current.Kind is LayerKind.Payload || walker.Current.Note is not LayerNote.None,
        _ => false,
    };

    private static void Final(TextSink sink, ReadOnlySpan<byte> packet, in PacketLayer ethernet, in PacketLayer ip, in PacketLayer last)
    {
        var header = packet.Slice(last.Offset, last.Length);
        bool isWhole = last.Note is LayerNote.None;
        switch (last.Kind)
        {
            case LayerKind.Tcp when isWhole:
                sink.Put("tcp ").TcpFlags(header[13]).Put(' ');
                Endpoints(sink, packet, ip, header);
                break;
            case LayerKind.Udp or LayerKind.Sctp when isWhole:
                sink.Put(last.Kind is LayerKind.Udp ? "udp " : "sctp ");
                Endpoints(sink, packet, ip, header);
                break;
            case LayerKind.Icmp when isWhole:
                Message(sink, "icmp", PacketNames.Icmp(header[0]), header);
                Endpoints(sink, packet, ip, default);
                break;
            case LayerKind.Icmpv6 when isWhole:
                Message(sink, "icmp6", PacketNames.Icmpv6(header[0]), header);
                if (header.Length >= 24)
                {
                    sink.Put("for ").Ipv6(header[8..]).Put(' ');
                }

                Endpoints(sink, packet, ip, default);
                break;
            case LayerKind.Arp when isWhole:
                Arp(sink, last.Protocol, header);
                break;
            case LayerKind.End:
                sink.Put("no packet bytes");
                break;
            default:
                Rest(sink, packet, ethernet, ip, last);
                break;
        }
    }

    private static void Rest(TextSink sink, ReadOnlySpan<byte> packet, in PacketLayer ethernet, in PacketLayer ip, in PacketLayer last)
    {
        if (ip.Kind is not LayerKind.End)
        {
            sink.Put(ip.Kind is LayerKind.Ipv4 ? "ip " : "ipv6 ").Put(last.Note is LayerNote.LaterFragment ? "later fragment " : "");
            sink.Put("proto ").Number(Protocol(packet, ip, last)).Put(' ');
            Endpoints(sink, packet, ip, default);
        }
        else if (ethernet.Kind is not LayerKind.End)
        {
            var header = packet.Slice(ethernet.Offset, ethernet.Length);
            ushort type = last.Protocol != 0 ? last.Protocol : ReadUInt16BigEndian(header[12..]);
            if (PacketNames.EtherType(type) is { } name)
            {
                sink.Put(name);
            }
            else
            {
                sink.Put("eth 0x").HexDigitsOf(type, 4);
            }

            sink.Put(' ').Mac(header[6..]).Put(" > ").Mac(header);
        }
        else
        {
            sink.Put("eth");
        }
    }

    private static int Protocol(ReadOnlySpan<byte> packet, in PacketLayer ip, in PacketLayer last) =>
        last.Kind is LayerKind.Ipv4 or LayerKind.Ipv6 ? packet[ip.Offset + (ip.Kind is LayerKind.Ipv4 ? 9 : 6)] : last.Protocol;

    private static void Message(TextSink sink, string protocol, string? name, ReadOnlySpan<byte> header)
    {
        sink.Put(protocol).Put(' ');
        if (name is null)
        {
            sink.Put("type ").Number(header[0]).Put(" code ").Number(header[1]);
        }
        else
        {
            sink.Put(name);
        }

        sink.Put(' ');
    }

    private static void Arp(TextSink sink, ushort type, ReadOnlySpan<byte> header)
    {
        int operation = ReadUInt16BigEndian(header[6..]);
        sink.Put(type == 0x8035 ? "rarp " : "arp ");
        switch (operation)
        {
            case 1:
                sink.Put("who has ").Ipv4(header[24..]).Put(" tell ").Ipv4(header[14..]);
                break;
            case 2:
                sink.Ipv4(header[14..]).Put(" is at ").Mac(header[8..]);
                break;
            default:
                sink.Put("op ").Number(operation).Put(' ').Ipv4(header[14..]).Put(" > ").Ipv4(header[24..]);
                break;
        }
    }

    /// <summary>Addresses, with ports when there is a transport header.</summary>
    private static void Endpoints(TextSink sink, ReadOnlySpan<byte> packet, in PacketLayer ip, ReadOnlySpan<byte> ports)
    {
        var header = packet.Slice(ip.Offset, ip.Length);
        Endpoint(sink, ip.Kind, header, false, ports);
        sink.Put(" > ");
        Endpoint(sink, ip.Kind, header, true, ports);
        bool isFirst = ip.Kind is LayerKind.Ipv4 && (ReadUInt16BigEndian(header[6..]) & 0x3fff) == 0x2000;
        sink.Put(isFirst ? " first fragment" : "");
    }

    private static void Endpoint(TextSink sink, LayerKind kind, ReadOnlySpan<byte> header, bool isDestination, ReadOnlySpan<byte> ports)
    {
        bool hasPorts = !ports.IsEmpty;
        if (kind is LayerKind.Ipv4)
        {
            sink.Ipv4(header[(isDestination ? 16 : 12)..]);
        }
        else
        {
            sink.Put(hasPorts ? "[" : "").Ipv6(header[(isDestination ? 24 : 8)..]).Put(hasPorts ? "]" : "");
        }

        if (hasPorts)
        {
            sink.Put(':').Number(ReadUInt16BigEndian(ports[(isDestination ? 2 : 0)..]));
        }
    }
}
