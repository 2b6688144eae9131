namespace OvsTop.Model.Flows;

/// <summary>
/// A datapath flow key decoded into fields, numbers in host order, without allocation. Fields absent from the key are 0; see
/// <see cref="Has"/>. Also decodes a mask, whose fields then are the masks. Formatting does not go through this type, it walks the
/// attributes (<c>FlowKeyFormatter</c>).
/// </summary>
public struct FlowKey
{
    /// <summary>Bit per <see cref="KeyAttr"/> found at any nesting level.</summary>
    public ulong Present;

    /// <summary>Offset of the first byte that could not be understood (cut attribute, wrong length, nesting too deep), or -1.</summary>
    public int MalformedOffset;

    /// <summary>Number of attributes Open vSwitch has no name for and that are not <see cref="KeyAttr.Ipv6ExtensionHeaders"/>.</summary>
    public int UnknownAttributes;

    /// <summary>Datapath port number.</summary>
    public uint InPort;

    /// <summary>Recirculation id; 0 for a packet fresh from a port.</summary>
    public uint RecircId;

    /// <summary>Datapath hash; 0 = not computed.</summary>
    public uint DpHash;

    /// <summary>skb priority.</summary>
    public uint Priority;

    /// <summary>skb mark (pkt_mark of OpenFlow).</summary>
    public uint SkbMark;

    /// <summary>Namespace in the upper, type in the lower 16 bits; absent on the kernel datapath.</summary>
    public uint PacketType;

    /// <summary>Source MAC in the low 48 bits.</summary>
    public ulong EthSource;

    /// <summary>Destination MAC in the low 48 bits.</summary>
    public ulong EthDestination;

    /// <summary>Number of VLAN tags in the key, 0 to 2.</summary>
    public int VlanCount;

    /// <summary>Outer VLAN tag.</summary>
    public VlanTag Vlan;

    /// <summary>Inner VLAN tag.</summary>
    public VlanTag InnerVlan;

    /// <summary>Innermost Ethernet type: behind all VLAN tags.</summary>
    public ushort EtherType;

    /// <summary>IPv4 source, or the sender of an ARP packet when <see cref="KeyAttr.Arp"/> is present.</summary>
    public uint Ipv4Source;

    /// <summary>IPv4 destination, or the target of an ARP packet.</summary>
    public uint Ipv4Destination;

    /// <summary>IPv6 source.</summary>
    public UInt128 Ipv6Source;

    /// <summary>IPv6 destination.</summary>
    public UInt128 Ipv6Destination;

    /// <summary>IPv6 flow label.</summary>
    public uint Ipv6Label;

    /// <summary>IP protocol of IPv4 or IPv6.</summary>
    public byte IpProto;

    /// <summary>IPv4 type of service or IPv6 traffic class.</summary>
    public byte IpTos;

    /// <summary>IPv4 time to live or IPv6 hop limit.</summary>
    public byte IpTtl;

    /// <summary>Fragment type of IPv4 or IPv6.</summary>
    public FragType IpFrag;

    /// <summary>Linux 5.18's bit set of IPv6 extension headers (OFPIEH12_*).</summary>
    public ushort Ipv6ExtensionHeaders;

    /// <summary>TCP, UDP or SCTP source port.</summary>
    public ushort SourcePort;

    /// <summary>TCP, UDP or SCTP destination port.</summary>
    public ushort DestinationPort;

    /// <summary>TCP flags, 12 bits.</summary>
    public ushort TcpFlags;

    /// <summary>Type of ICMP or ICMPv6.</summary>
    public byte IcmpType;

    /// <summary>Code of ICMP or ICMPv6.</summary>
    public byte IcmpCode;

    /// <summary>ARP operation.</summary>
    public ushort ArpOperation;

    /// <summary>ARP sender MAC in the low 48 bits.</summary>
    public ulong ArpSourceMac;

    /// <summary>ARP target MAC in the low 48 bits.</summary>
    public ulong ArpTargetMac;

    /// <summary>Neighbour discovery target.</summary>
    public UInt128 NdTarget;

    /// <summary>Source link-layer address option in the low 48 bits.</summary>
    public ulong NdSourceMac;

    /// <summary>Target link-layer address option in the low 48 bits.</summary>
    public ulong NdTargetMac;

    /// <summary>Neighbour discovery reserved field (flags).</summary>
    public uint NdReserved;

    /// <summary>Neighbour discovery option type.</summary>
    public byte NdOptionsType;

    /// <summary>Conntrack state.</summary>
    public CtStates CtState;

    /// <summary>Conntrack zone.</summary>
    public ushort CtZone;

    /// <summary>Conntrack mark.</summary>
    public uint CtMark;

    /// <summary>Conntrack labels as the 128-bit number dpctl prints.</summary>
    public UInt128 CtLabels;

    /// <summary>Source of the original direction, IPv4.</summary>
    public uint CtIpv4Source;

    /// <summary>Destination of the original direction, IPv4.</summary>
    public uint CtIpv4Destination;

    /// <summary>Source of the original direction, IPv6.</summary>
    public UInt128 CtIpv6Source;

    /// <summary>Destination of the original direction, IPv6.</summary>
    public UInt128 CtIpv6Destination;

    /// <summary>Source port (ICMP: type) of the original direction.</summary>
    public ushort CtSourcePort;

    /// <summary>Destination port (ICMP: code) of the original direction.</summary>
    public ushort CtDestinationPort;

    /// <summary>IP protocol of the original direction.</summary>
    public byte CtProto;

    /// <summary>Number of MPLS label stack entries in the key.</summary>
    public int MplsDepth;

    /// <summary>Outermost MPLS label stack entry: label 20 bits, traffic class 3, bottom of stack 1, TTL 8.</summary>
    public uint MplsTop;

    /// <summary>NSH service path (24 bits) and service index (8 bits).</summary>
    public uint NshPath;

    /// <summary>NSH flags.</summary>
    public byte NshFlags;

    /// <summary>NSH time to live.</summary>
    public byte NshTtl;

    /// <summary>NSH metadata type.</summary>
    public byte NshMdType;

    /// <summary>NSH next protocol.</summary>
    public byte NshNextProto;

    /// <summary>Tunnel the packet came through, if <see cref="KeyAttr.Tunnel"/> is present.</summary>
    public TunnelKey Tunnel;

    /// <summary>True if the attribute was in the key.</summary>
    public readonly bool Has(KeyAttr attribute) => attribute <= KeyAttr.Ipv6ExtensionHeaders && (Present >> (int)attribute & 1) != 0;

    /// <summary>True if every byte was understood.</summary>
    public readonly bool IsWellFormed => MalformedOffset < 0;

    /// <summary>Decodes key or mask attributes (no outer header). Whatever is readable is filled in, whatever the input.</summary>
    /// <returns>True if well formed; otherwise <see cref="MalformedOffset"/> says where it is not.</returns>
    public static bool Decode(ReadOnlySpan<byte> attributes, out FlowKey key)
    {
        key = default;
        key.MalformedOffset = -1;
        FlowKeyDecoder.Decode(attributes, ref key);
        return key.IsWellFormed;
    }
}
