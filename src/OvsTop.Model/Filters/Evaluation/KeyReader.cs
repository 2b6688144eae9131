using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>Reads filter fields from a decoded flow key.</summary>
internal static class KeyReader
{
    private const uint NoEtherType = 0x05ff;

    /// <summary>What the key holds.</summary>
    public static KeyParts Parts(in FlowKey key)
    {
        ulong present = key.Present;
        ulong parts = Bit(present, KeyAttr.Ethernet, 0) | Bit(present, KeyAttr.Vlan, 1) | Bit(present, KeyAttr.Mpls, 3)
            | Bit(present, KeyAttr.Ipv4, 4) | Bit(present, KeyAttr.Ipv6, 5) | Bit(present, KeyAttr.Arp, 6) | Bit(present, KeyAttr.Tcp, 7)
            | Bit(present, KeyAttr.Udp, 8) | Bit(present, KeyAttr.Sctp, 9) | Bit(present, KeyAttr.Icmp, 10) | Bit(present, KeyAttr.Icmpv6, 11)
            | Bit(present, KeyAttr.Nd, 12) | Bit(present, KeyAttr.Tunnel, 13) | Bit(present, KeyAttr.CtTupleIpv4, 14)
            | Bit(present, KeyAttr.CtTupleIpv6, 15) | Bit(present, KeyAttr.Nsh, 16) | Bit(present, KeyAttr.NdExtensions, 17);
        return (KeyParts)parts | (key.VlanCount > 1 ? KeyParts.InnerVlan : 0);
    }

    /// <summary>The number of a field; 0 where the key does not hold it.</summary>
    public static UInt128 Read(FieldId field, in FlowKey key) => field switch
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
        FieldId.CtLabel => key.CtLabels,
        FieldId.CtNwSrc => key.CtIpv4Source,
        FieldId.CtNwDst => key.CtIpv4Destination,
        FieldId.CtIpv6Src => key.CtIpv6Source,
        FieldId.CtIpv6Dst => key.CtIpv6Destination,
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
        FieldId.Ipv6Src => key.Ipv6Source,
        FieldId.Ipv6Dst => key.Ipv6Destination,
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
        FieldId.NdTarget => key.NdTarget,
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

    private static UInt128 Tunnel(FieldId field, in TunnelKey tunnel) => field switch
    {
        FieldId.TunId => tunnel.Id,
        FieldId.TunSrc => tunnel.Ipv4Source,
        FieldId.TunDst => tunnel.Ipv4Destination,
        FieldId.TunIpv6Src => tunnel.Ipv6Source,
        FieldId.TunIpv6Dst => tunnel.Ipv6Destination,
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

    private static ulong Bit(ulong present, KeyAttr attribute, int bit) => (present >> (int)attribute & 1) << bit;
}
