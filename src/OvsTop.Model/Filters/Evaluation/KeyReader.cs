using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>Reads filter fields from a decoded flow key.</summary>
internal static class KeyReader
{
    private const uint NoEtherType = 0x05ff;
    private const ulong InnerVlan = 1UL << 63;

    private static readonly (KeyParts Part, KeyAttr Attribute)[] Attributes =
    [
        (KeyParts.Ethernet, KeyAttr.Ethernet), (KeyParts.Vlan, KeyAttr.Vlan), (KeyParts.Mpls, KeyAttr.Mpls), (KeyParts.Ipv4, KeyAttr.Ipv4),
        (KeyParts.Ipv6, KeyAttr.Ipv6), (KeyParts.Arp, KeyAttr.Arp), (KeyParts.Tcp, KeyAttr.Tcp), (KeyParts.Udp, KeyAttr.Udp),
        (KeyParts.Sctp, KeyAttr.Sctp), (KeyParts.Icmp, KeyAttr.Icmp), (KeyParts.Icmpv6, KeyAttr.Icmpv6), (KeyParts.Nd, KeyAttr.Nd),
        (KeyParts.Tunnel, KeyAttr.Tunnel), (KeyParts.CtTuple4, KeyAttr.CtTupleIpv4), (KeyParts.CtTuple6, KeyAttr.CtTupleIpv6),
        (KeyParts.Nsh, KeyAttr.Nsh), (KeyParts.NdExtensions, KeyAttr.NdExtensions),
    ];

    /// <summary>The attributes a key has, by number, and <see cref="InnerVlan"/>.</summary>
    public static ulong Present(in FlowKey key) => key.Present | (key.VlanCount > 1 ? InnerVlan : 0);

    /// <summary>The bits of <see cref="Present"/> that stand for parts of a key.</summary>
    public static ulong Bits(KeyParts parts)
    {
        ulong bits = (parts & KeyParts.InnerVlan) != 0 ? InnerVlan : 0;
        foreach (var (part, attribute) in Attributes)
        {
            bits |= (parts & part) != 0 ? 1UL << (int)attribute : 0;
        }

        return bits;
    }

    /// <summary>The number of a field of at most 64 bits; 0 where the key does not hold it.</summary>
    public static ulong Read(FieldId field, in FlowKey key) => field switch
    {
        FieldId.InPort => key.InPort,
        FieldId.RecircId => key.RecircId,
        FieldId.DpHash => key.DpHash,
        FieldId.PktMark => key.SkbMark,
        FieldId.SkbPriority => key.Priority,
        FieldId.PacketType => PacketType(key),
        FieldId.CtState => (uint)key.CtState,
        FieldId.CtZone => key.CtZone,
        FieldId.CtMark => key.CtMark,
        FieldId.CtNwSrc => key.CtIpv4Source,
        FieldId.CtNwDst => key.CtIpv4Destination,
        FieldId.CtNwProto => key.CtProto,
        FieldId.CtTpSrc => key.CtSourcePort,
        FieldId.CtTpDst => key.CtDestinationPort,
        FieldId.DlSrc => key.EthSource,
        FieldId.DlDst => key.EthDestination,
        FieldId.DlType => EtherType(key),
        FieldId.VlanTci or FieldId.VlanVid or FieldId.DlVlan => key.Vlan.Tci,
        FieldId.VlanPcp => (uint)key.Vlan.Pcp,
        FieldId.VlanTpid => key.Vlan.Tpid,
        FieldId.CvlanVid => (uint)key.InnerVlan.Vid,
        FieldId.CvlanPcp => (uint)key.InnerVlan.Pcp,
        FieldId.MplsLabel => key.MplsTop >> 12,
        FieldId.MplsTc => key.MplsTop >> 9 & 7,
        FieldId.MplsBos => key.MplsTop >> 8 & 1,
        FieldId.MplsTtl => key.MplsTop & 0xff,
        FieldId.NwSrc or FieldId.ArpSpa => key.Ipv4Source,
        FieldId.NwDst or FieldId.ArpTpa => key.Ipv4Destination,
        FieldId.Ipv6Label => key.Ipv6Label,
        FieldId.NwProto => key.IpProto,
        FieldId.NwTos or FieldId.NwEcn => key.IpTos,
        FieldId.IpDscp => (uint)key.IpTos >> 2,
        FieldId.NwTtl => key.IpTtl,
        FieldId.NwFrag => key.IpFrag switch { FragType.None => 0u, FragType.First => 1u, _ => 3u },
        FieldId.ArpOp => key.ArpOperation,
        FieldId.ArpSha => key.ArpSourceMac,
        FieldId.ArpTha => key.ArpTargetMac,
        FieldId.TpSrc or FieldId.TcpSrc or FieldId.UdpSrc or FieldId.SctpSrc => key.SourcePort,
        FieldId.TpDst or FieldId.TcpDst or FieldId.UdpDst or FieldId.SctpDst => key.DestinationPort,
        FieldId.TcpFlags => key.TcpFlags,
        FieldId.IcmpType or FieldId.Icmpv6Type => key.IcmpType,
        FieldId.IcmpCode or FieldId.Icmpv6Code => key.IcmpCode,
        FieldId.NdSll => key.NdSourceMac,
        FieldId.NdTll => key.NdTargetMac,
        FieldId.NdReserved => key.NdReserved,
        FieldId.NdOptionsType => key.NdOptionsType,
        FieldId.NshFlags => key.NshFlags,
        FieldId.NshTtl => key.NshTtl,
        FieldId.NshMdtype => key.NshMdType,
        FieldId.NshNp => key.NshNextProto,
        FieldId.NshSpi => key.NshPath >> 8,
        FieldId.NshSi => key.NshPath & 0xff,
        _ => Tunnel(field, key.Tunnel),
    };

    /// <summary>The number of a field wider than 64 bits; 0 where the key does not hold it.</summary>
    public static UInt128 ReadWide(FieldId field, in FlowKey key) => field switch
    {
        FieldId.CtLabel => key.CtLabels,
        FieldId.CtIpv6Src => key.CtIpv6Source,
        FieldId.CtIpv6Dst => key.CtIpv6Destination,
        FieldId.Ipv6Src => key.Ipv6Source,
        FieldId.Ipv6Dst => key.Ipv6Destination,
        FieldId.NdTarget => key.NdTarget,
        FieldId.TunIpv6Src => key.Tunnel.Ipv6Source,
        FieldId.TunIpv6Dst => key.Tunnel.Ipv6Destination,
        _ => 0,
    };

    private static ulong Tunnel(FieldId field, in TunnelKey tunnel) => field switch
    {
        FieldId.TunId => tunnel.Id,
        FieldId.TunSrc => tunnel.Ipv4Source,
        FieldId.TunDst => tunnel.Ipv4Destination,
        FieldId.TunTos => tunnel.Tos,
        FieldId.TunTtl => tunnel.Ttl,
        FieldId.TunTpSrc => tunnel.SourcePort,
        FieldId.TunTpDst => tunnel.DestinationPort,
        FieldId.TunFlags => Flag(tunnel, TunnelAttr.Oam, 1) | Flag(tunnel, TunnelAttr.DontFragment, 2)
            | Flag(tunnel, TunnelAttr.Checksum, 4) | Flag(tunnel, TunnelAttr.Id, 8),
        FieldId.TunGbpId => tunnel.VxlanGroupPolicy & 0xffff,
        FieldId.TunGbpFlags => tunnel.VxlanGroupPolicy >> 16 & 0xff,
        _ => 0,
    };

    private static uint Flag(in TunnelKey tunnel, TunnelAttr attribute, uint bit) => tunnel.Has(attribute) ? bit : 0;

    /// <summary>The kernel leaves the type out for 802.2 frames; odp_flow_key_to_flow() then assumes 0x05ff.</summary>
    private static uint EtherType(in FlowKey key) => key.EtherType == 0 ? NoEtherType : key.EtherType;

    /// <summary>Kernel keys have no packet type; without an Ethernet header it is the Ethernet type.</summary>
    private static uint PacketType(in FlowKey key) =>
        key.Has(KeyAttr.PacketType) ? key.PacketType : key.Has(KeyAttr.Ethernet) ? 0 : (1u << 16) | EtherType(key);
}
