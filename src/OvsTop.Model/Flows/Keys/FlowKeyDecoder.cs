using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Fills a <see cref="FlowKey"/> from its attributes.</summary>
internal static class FlowKeyDecoder
{
    /// <summary>A key has at most two VLAN tags, so two ENCAPs (FLOW_MAX_VLAN_HEADERS in include/openvswitch/flow.h).</summary>
    private const int MaxLevels = 2;

    public static void Decode(ReadOnlySpan<byte> attributes, ref FlowKey key)
    {
        var reader = new NetlinkReader(attributes);
        for (int level = 0; ; level++)
        {
            int encapOffset = -1, encapLength = 0;
            while (reader.MoveNext())
            {
                var type = (KeyAttr)reader.Type;
                var value = reader.Value;
                if (!KeyLayout.IsValid(type, value.Length) || type == KeyAttr.Encap && level == MaxLevels)
                {
                    Malformed(ref key, reader.Offset);
                    continue;
                }

                if (type >= KeyAttr.Ipv6ExtensionHeaders && (type > KeyAttr.Ipv6ExtensionHeaders || value.Length != 2))
                {
                    key.UnknownAttributes++;
                    continue;
                }

                key.Present |= 1UL << (int)type;
                if (type == KeyAttr.Encap)
                {
                    (encapOffset, encapLength) = (reader.ValueOffset, value.Length);
                }
                else
                {
                    Field(type, value, reader.ValueOffset, level, ref key);
                }
            }

            Malformed(ref key, reader.MalformedOffset);
            if (encapOffset < 0)
            {
                return;
            }

            SetTpid(level, ref key);
            reader = new NetlinkReader(attributes.Slice(encapOffset, encapLength), encapOffset);
        }
    }

    /// <summary>Keeps the smallest offset; -1 is none.</summary>
    private static void Malformed(ref FlowKey key, int offset)
    {
        if (offset >= 0 && (key.MalformedOffset < 0 || offset < key.MalformedOffset))
        {
            key.MalformedOffset = offset;
        }
    }

    /// <summary>The Ethernet type in front of an ENCAP is the tag's, the one inside the packet's.</summary>
    private static void SetTpid(int level, ref FlowKey key)
    {
        if (level == 0)
        {
            key.Vlan = key.Vlan with { Tpid = key.EtherType };
        }
        else
        {
            key.InnerVlan = key.InnerVlan with { Tpid = key.EtherType };
        }

        key.EtherType = 0;
    }

    private static void Field(KeyAttr type, ReadOnlySpan<byte> value, int offset, int level, ref FlowKey key)
    {
        switch (type)
        {
            case KeyAttr.Priority: key.Priority = ReadUInt32LittleEndian(value); break;
            case KeyAttr.InPort: key.InPort = ReadUInt32LittleEndian(value); break;
            case KeyAttr.SkbMark: key.SkbMark = ReadUInt32LittleEndian(value); break;
            case KeyAttr.DpHash: key.DpHash = ReadUInt32LittleEndian(value); break;
            case KeyAttr.RecircId: key.RecircId = ReadUInt32LittleEndian(value); break;
            case KeyAttr.CtState: key.CtState = (CtStates)ReadUInt32LittleEndian(value); break;
            case KeyAttr.CtZone: key.CtZone = ReadUInt16LittleEndian(value); break;
            case KeyAttr.CtMark: key.CtMark = ReadUInt32LittleEndian(value); break;
            case KeyAttr.CtLabels: key.CtLabels = ReadUInt128LittleEndian(value); break;
            case KeyAttr.PacketType: key.PacketType = ReadUInt32BigEndian(value); break;
            case KeyAttr.EtherType: key.EtherType = ReadUInt16BigEndian(value); break;
            case KeyAttr.TcpFlags: key.TcpFlags = ReadUInt16BigEndian(value); break;
            case KeyAttr.Ipv6ExtensionHeaders: key.Ipv6ExtensionHeaders = ReadUInt16LittleEndian(value); break;
            case KeyAttr.Tcp or KeyAttr.Udp or KeyAttr.Sctp:
                key.SourcePort = ReadUInt16BigEndian(value);
                key.DestinationPort = ReadUInt16BigEndian(value[2..]);
                break;
            case KeyAttr.Icmp or KeyAttr.Icmpv6: (key.IcmpType, key.IcmpCode) = (value[0], value[1]); break;
            case KeyAttr.Ethernet: (key.EthSource, key.EthDestination) = (Mac(value), Mac(value[6..])); break;
            case KeyAttr.Vlan: Vlan(ReadUInt16BigEndian(value), level, ref key); break;
            case KeyAttr.Ipv4: Ipv4(value, ref key); break;
            case KeyAttr.Ipv6: Ipv6(value, ref key); break;
            case KeyAttr.Arp: Arp(value, ref key); break;
            case KeyAttr.Nd: Nd(value, ref key); break;
            case KeyAttr.NdExtensions: (key.NdReserved, key.NdOptionsType) = (ReadUInt32BigEndian(value), value[4]); break;
            case KeyAttr.CtTupleIpv4: CtTuple4(value, ref key); break;
            case KeyAttr.CtTupleIpv6: CtTuple6(value, ref key); break;
            case KeyAttr.Mpls: (key.MplsDepth, key.MplsTop) = (value.Length / 4, ReadUInt32BigEndian(value)); break;
            case KeyAttr.Tunnel: Malformed(ref key, TunnelKeyDecoder.Decode(value, offset, ref key.Tunnel)); break;
            case KeyAttr.Nsh: Nsh(value, offset, ref key); break;
        }
    }

    private static ulong Mac(ReadOnlySpan<byte> value) => (ulong)ReadUInt32BigEndian(value) << 16 | ReadUInt16BigEndian(value[4..]);

    private static void Vlan(ushort tci, int level, ref FlowKey key)
    {
        if (level == 0)
        {
            key.Vlan = key.Vlan with { Tci = tci };
        }
        else
        {
            key.InnerVlan = key.InnerVlan with { Tci = tci };
        }

        key.VlanCount = Math.Min(level, 1) + 1;
    }

    private static void Ipv4(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.Ipv4Source = ReadUInt32BigEndian(value);
        key.Ipv4Destination = ReadUInt32BigEndian(value[4..]);
        (key.IpProto, key.IpTos, key.IpTtl, key.IpFrag) = (value[8], value[9], value[10], (FragType)value[11]);
    }

    private static void Ipv6(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.Ipv6Source = ReadUInt128BigEndian(value);
        key.Ipv6Destination = ReadUInt128BigEndian(value[16..]);
        key.Ipv6Label = ReadUInt32BigEndian(value[32..]);
        (key.IpProto, key.IpTos, key.IpTtl, key.IpFrag) = (value[36], value[37], value[38], (FragType)value[39]);
    }

    private static void Arp(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.Ipv4Source = ReadUInt32BigEndian(value);
        key.Ipv4Destination = ReadUInt32BigEndian(value[4..]);
        key.ArpOperation = ReadUInt16BigEndian(value[8..]);
        (key.ArpSourceMac, key.ArpTargetMac) = (Mac(value[10..]), Mac(value[16..]));
    }

    private static void Nd(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.NdTarget = ReadUInt128BigEndian(value);
        (key.NdSourceMac, key.NdTargetMac) = (Mac(value[16..]), Mac(value[22..]));
    }

    private static void CtTuple4(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.CtIpv4Source = ReadUInt32BigEndian(value);
        key.CtIpv4Destination = ReadUInt32BigEndian(value[4..]);
        CtPorts(value[8..], ref key);
    }

    private static void CtTuple6(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.CtIpv6Source = ReadUInt128BigEndian(value);
        key.CtIpv6Destination = ReadUInt128BigEndian(value[16..]);
        CtPorts(value[32..], ref key);
    }

    private static void CtPorts(ReadOnlySpan<byte> value, ref FlowKey key)
    {
        key.CtSourcePort = ReadUInt16BigEndian(value);
        key.CtDestinationPort = ReadUInt16BigEndian(value[2..]);
        key.CtProto = value[4];
    }

    private static void Nsh(ReadOnlySpan<byte> value, int offset, ref FlowKey key)
    {
        var reader = new NetlinkReader(value, offset);
        while (reader.MoveNext())
        {
            var part = reader.Value;
            if ((NshAttr)reader.Type == NshAttr.Base && part.Length == 8)
            {
                (key.NshFlags, key.NshTtl, key.NshMdType, key.NshNextProto) = (part[0], part[1], part[2], part[3]);
                key.NshPath = ReadUInt32BigEndian(part[4..]);
            }
            else if ((NshAttr)reader.Type != NshAttr.Md1 || part.Length != 16)
            {
                Malformed(ref key, reader.Offset);
            }
        }

        Malformed(ref key, reader.MalformedOffset);
    }
}
