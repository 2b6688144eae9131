using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>tnl_push(tnl_port(…),header(…),out_port(…))</c> (format_odp_tnl_push_action in lib/odp-util.c).</summary>
internal static class TunnelPushFormatter
{
    private const ushort EtherTypeIp = 0x0800;

    /// <summary>Writes the action; false if it is malformed.</summary>
    public static bool Format(in ActionWriter writer, ReadOnlySpan<byte> value)
    {
        var sink = writer.Sink;
        sink.Put("tnl_push(");
        if (value.Length < TunnelPush.Fixed)
        {
            sink.Bytes(value, ' ').Put(')');
            return false;
        }

        sink.Put("tnl_port(");
        writer.Port(ReadUInt32LittleEndian(value)).Put("),");
        uint size = ReadUInt32LittleEndian(value[8..]), type = ReadUInt32LittleEndian(value[12..]);
        var header = value[TunnelPush.Fixed..];
        bool whole = size <= header.Length;
        whole &= Header(sink, header[..(int)Math.Min(size, (uint)header.Length)], size, type);
        sink.Put(",out_port(");
        writer.Port(ReadUInt32LittleEndian(value[4..])).Put("))");
        return whole;
    }

    private static bool Header(TextSink sink, ReadOnlySpan<byte> header, uint size, uint type)
    {
        sink.Put("header(size=").Number(size).Put(",type=").Number(type);
        if (header.Length < TunnelPush.Eth)
        {
            sink.Put(", eth(truncated header))");
            return false;
        }

        ushort etherType = ReadUInt16BigEndian(header[12..]);
        sink.Put(",eth(dst=").Mac(header).Put(",src=").Mac(header[6..]).Put(",dl_type=0x").HexDigitsOf(etherType, 4).Put("),");
        var l3 = header[TunnelPush.Eth..];
        int l3Size = etherType == EtherTypeIp ? TunnelPush.Ipv4 : TunnelPush.Ipv6;
        if (l3.Length < l3Size)
        {
            sink.Put(etherType == EtherTypeIp ? "ipv4(truncated header))" : "ipv6(truncated header))");
            return false;
        }

        if (etherType == EtherTypeIp)
        {
            Ipv4(sink, l3);
        }
        else
        {
            Ipv6(sink, l3);
        }

        var l4 = l3[l3Size..];
        bool whole = type switch
        {
            TunnelPush.Vxlan or TunnelPush.Geneve or TunnelPush.Gtpu => Udp(sink, type, l4),
            TunnelPush.Srv6 => TunnelPushRouting.Srv6(sink, l4),
            TunnelPush.Gre or TunnelPush.Ip6Gre => TunnelPushRouting.Gre(sink, l4),
            TunnelPush.Erspan or TunnelPush.Ip6Erspan => TunnelPushRouting.Erspan(sink, l4),
            _ => true,
        };
        if (whole)
        {
            sink.Put(')');
        }

        return whole;
    }

    private static void Ipv4(TextSink sink, ReadOnlySpan<byte> ip) =>
        sink.Put("ipv4(src=").Ipv4(ip[12..]).Put(",dst=").Ipv4(ip[16..]).Put(",proto=").Number(ip[9]).Put(",tos=").Hex(ip[1])
            .Put(",ttl=").Number(ip[8]).Put(",frag=0x").HexDigitsOf(ReadUInt16BigEndian(ip[6..]), 1).Put("),");

    private static void Ipv6(TextSink sink, ReadOnlySpan<byte> ip)
    {
        uint flow = ReadUInt32BigEndian(ip);
        sink.Put("ipv6(src=").Ipv6(ip[8..]).Put(",dst=").Ipv6(ip[24..]).Put(",label=").Number(flow & 0xfffff).Put(",proto=").Number(ip[6])
            .Put(",tclass=0x").HexDigitsOf(flow >> 20 & 0xff, 1).Put(",hlimit=").Number(ip[7]).Put("),");
    }

    private static bool Udp(TextSink sink, uint type, ReadOnlySpan<byte> udp)
    {
        if (udp.Length < TunnelPush.Udp)
        {
            return Cut(sink, "udp(truncated header))");
        }

        sink.Put("udp(src=").Number(ReadUInt16BigEndian(udp)).Put(",dst=").Number(ReadUInt16BigEndian(udp[2..]))
            .Put(",csum=0x").HexDigitsOf(ReadUInt16BigEndian(udp[6..]), 1).Put("),");
        var header = udp[TunnelPush.Udp..];
        switch (type)
        {
            case TunnelPush.Vxlan when header.Length < TunnelPush.Udp: return Cut(sink, "vxlan(truncated header))");
            case TunnelPush.Geneve when header.Length < TunnelPush.Udp: return Cut(sink, "geneve(truncated header))");
            case TunnelPush.Gtpu when header.Length < TunnelPush.Udp: return Cut(sink, "gtpu(truncated header))");
            case TunnelPush.Vxlan:
                sink.Put("vxlan(flags=0x").HexDigitsOf(ReadUInt32BigEndian(header), 1)
                    .Put(",vni=0x").HexDigitsOf(ReadUInt32BigEndian(header[4..]) >> 8, 1).Put(')');
                return true;
            case TunnelPush.Gtpu:
                sink.Put("gtpu(flags=0x").HexDigitsOf(header[0], 1).Put(",msgtype=").Number(header[1])
                    .Put(",teid=0x").HexDigitsOf(ReadUInt32BigEndian(header[4..]), 1).Put(')');
                return true;
            default: return Geneve(sink, header);
        }
    }

    private static bool Geneve(TextSink sink, ReadOnlySpan<byte> header)
    {
        sink.Put("geneve(").Put((header[1] & 0x80) != 0 ? "oam," : "").Put((header[1] & 0x40) != 0 ? "crit," : "")
            .Put("vni=0x").HexDigitsOf(ReadUInt32BigEndian(header[4..]) >> 8, 1);
        int length = (header[0] & 0x3f) * 4;
        if (length > header.Length - TunnelPush.Udp)
        {
            return Cut(sink, ",options(invalid length)))");
        }

        bool good = true;
        if (length > 0)
        {
            sink.Put(",options(");
            good = GeneveOptions.Format(sink, header.Slice(TunnelPush.Udp, length), MaskView.None, false);
            sink.Put(')');
        }

        sink.Put(')');
        return good;
    }

    private static bool Cut(TextSink sink, string text)
    {
        sink.Put(text);
        return false;
    }
}
