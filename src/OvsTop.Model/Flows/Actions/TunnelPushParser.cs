using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>tnl_push(tnl_port(…),header(…),out_port(…))</c> behind its opening parenthesis.</summary>
internal static class TunnelPushParser
{
    private const ushort EtherTypeIp = 0x0800;

    /// <summary>Reads the action.</summary>
    public static bool Parse(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        Span<byte> push = stackalloc byte[TunnelPush.Fixed + TunnelPush.HeaderSize];
        push.Clear();
        if (!ActionListParser.Wire(ref cursor, numbering, ActionAttr.TunnelPush, out ushort wire)
            || !cursor.Demand("tnl_port(") || !ActionCallParser.Port(ref cursor, out uint tunnelPort)
            || !cursor.Demand("),header(size=") || !cursor.U32(out uint size, TunnelPush.HeaderSize)
            || !cursor.Demand(",type=") || !cursor.U32(out uint type) || !Header(ref cursor, type, push[TunnelPush.Fixed..])
            || !cursor.Demand("),out_port(") || !ActionCallParser.Port(ref cursor, out uint outPort))
        {
            return false;
        }

        WriteUInt32LittleEndian(push, tunnelPort);
        WriteUInt32LittleEndian(push[4..], outPort);
        WriteUInt32LittleEndian(push[8..], size);
        WriteUInt32LittleEndian(push[12..], type);
        actions.Put(wire, push);
        return cursor.Demand("))");
    }

    private static bool Header(ref TextCursor cursor, uint type, scoped Span<byte> header)
    {
        if (!cursor.Demand(",eth(dst=") || !AddressParser.Mac(ref cursor, header) || !cursor.Demand(",src=") || !AddressParser.Mac(ref cursor, header[6..])
            || !cursor.Demand(",dl_type=") || !cursor.U32(out uint etherType, ushort.MaxValue) || !cursor.Demand("),"))
        {
            return false;
        }

        WriteUInt16BigEndian(header[12..], (ushort)etherType);
        var l3 = header[TunnelPush.Eth..];
        bool ipv4 = etherType == EtherTypeIp;
        if (!(ipv4 ? Ipv4(ref cursor, l3) : Ipv6(ref cursor, l3)))
        {
            return false;
        }

        var l4 = l3[(ipv4 ? TunnelPush.Ipv4 : TunnelPush.Ipv6)..];
        return type switch
        {
            TunnelPush.Vxlan or TunnelPush.Geneve or TunnelPush.Gtpu => Udp(ref cursor, type, l4),
            TunnelPush.Srv6 => TunnelPushRoutingParser.Srv6(ref cursor, l4),
            TunnelPush.Gre or TunnelPush.Ip6Gre => TunnelPushRoutingParser.Gre(ref cursor, l4),
            TunnelPush.Erspan or TunnelPush.Ip6Erspan => TunnelPushRoutingParser.Erspan(ref cursor, l4),
            _ => true,
        };
    }

    private static bool Ipv4(ref TextCursor cursor, scoped Span<byte> ip)
    {
        if (!cursor.Demand("ipv4(src=") || !AddressParser.Ipv4(ref cursor, ip[12..]) || !cursor.Demand(",dst=") || !AddressParser.Ipv4(ref cursor, ip[16..])
            || !Value(ref cursor, ",proto=", byte.MaxValue, out uint proto) || !Value(ref cursor, ",tos=", byte.MaxValue, out uint tos)
            || !Value(ref cursor, ",ttl=", byte.MaxValue, out uint ttl) || !Value(ref cursor, ",frag=", ushort.MaxValue, out uint frag))
        {
            return false;
        }

        (ip[0], ip[1], ip[8], ip[9]) = (0x45, (byte)tos, (byte)ttl, (byte)proto);
        WriteUInt16BigEndian(ip[6..], (ushort)frag);
        WriteUInt16BigEndian(ip[10..], Checksum(ip[..TunnelPush.Ipv4]));
        return cursor.Demand("),");
    }

    private static bool Ipv6(ref TextCursor cursor, scoped Span<byte> ip)
    {
        if (!cursor.Demand("ipv6(src=") || !AddressParser.Ipv6(ref cursor, ip.Slice(8, 16)) || !cursor.Demand(",dst=") || !AddressParser.Ipv6(ref cursor, ip.Slice(24, 16))
            || !Value(ref cursor, ",label=", 0xfffff, out uint label) || !Value(ref cursor, ",proto=", byte.MaxValue, out uint proto)
            || !Value(ref cursor, ",tclass=", byte.MaxValue, out uint tclass) || !Value(ref cursor, ",hlimit=", byte.MaxValue, out uint hlimit))
        {
            return false;
        }

        WriteUInt32BigEndian(ip, 6u << 28 | tclass << 20 | label);
        (ip[6], ip[7]) = ((byte)proto, (byte)hlimit);
        return cursor.Demand("),");
    }

    private static bool Udp(ref TextCursor cursor, uint type, scoped Span<byte> udp)
    {
        if (!Value(ref cursor, "udp(src=", ushort.MaxValue, out uint source) || !Value(ref cursor, ",dst=", ushort.MaxValue, out uint destination)
            || !Value(ref cursor, ",csum=", ushort.MaxValue, out uint checksum) || !cursor.Demand("),"))
        {
            return false;
        }

        WriteUInt16BigEndian(udp, (ushort)source);
        WriteUInt16BigEndian(udp[2..], (ushort)destination);
        WriteUInt16BigEndian(udp[6..], (ushort)checksum);
        var header = udp[TunnelPush.Udp..];
        return type switch
        {
            TunnelPush.Vxlan => Vxlan(ref cursor, header),
            TunnelPush.Gtpu => Gtpu(ref cursor, header),
            _ => Geneve(ref cursor, header),
        };
    }

    private static bool Vxlan(ref TextCursor cursor, scoped Span<byte> header)
    {
        bool good = Value(ref cursor, "vxlan(flags=", uint.MaxValue, out uint flags) & Value(ref cursor, ",vni=", 0xffffff, out uint vni);
        WriteUInt32BigEndian(header, flags);
        WriteUInt32BigEndian(header[4..], vni << 8);
        return good && cursor.Demand(")");
    }

    private static bool Gtpu(ref TextCursor cursor, scoped Span<byte> header)
    {
        bool good = Value(ref cursor, "gtpu(flags=", byte.MaxValue, out uint flags) & Value(ref cursor, ",msgtype=", byte.MaxValue, out uint message)
            & Value(ref cursor, ",teid=", uint.MaxValue, out uint teid);
        (header[0], header[1]) = ((byte)flags, (byte)message);
        WriteUInt32BigEndian(header[4..], teid);
        return good && cursor.Demand(")");
    }

    private static bool Geneve(ref TextCursor cursor, scoped Span<byte> header)
    {
        if (!cursor.Demand("geneve("))
        {
            return false;
        }

        header[1] = (byte)((cursor.Take("oam,") ? 0x80 : 0) | (cursor.Take("crit,") ? 0x40 : 0));
        if (!Value(ref cursor, "vni=", 0xffffff, out uint vni))
        {
            return false;
        }

        WriteUInt16BigEndian(header[2..], 0x6558);
        WriteUInt32BigEndian(header[4..], vni << 8);
        if (cursor.Take(",options("))
        {
            var options = new List<byte>();
            if (!TunnelOptionsParser.GeneveList(ref cursor, options, []))
            {
                return false;
            }

            if (options.Count > 4 * 0x3f)
            {
                return cursor.Fail("more than 252 bytes of options");
            }

            header[0] = (byte)(options.Count / 4);
            options.ToArray().CopyTo(header[TunnelPush.Udp..]);
            if (!cursor.Demand(")"))
            {
                return false;
            }
        }

        return cursor.Demand(")");
    }

    /// <summary>Reads a name and a number.</summary>
    public static bool Value(ref TextCursor cursor, string name, uint max, out uint value)
    {
        value = 0;
        return cursor.Demand(name) && cursor.U32(out value, max);
    }

    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2)
        {
            sum += ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum >> 16) + (sum & 0xffff);
        return (ushort)~((sum >> 16) + sum);
    }
}
