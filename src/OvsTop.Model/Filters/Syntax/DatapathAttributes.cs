using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Attributes and their parts as odp-util.c (format_odp_key_attr__) prints them, and the fields they are.</summary>
internal static class DatapathAttributes
{
    private static readonly Dictionary<string, FieldId> DirectFields = Map(
        ("skb_priority", FieldId.SkbPriority), ("in_port", FieldId.InPort), ("eth_type", FieldId.DlType),
        ("skb_mark", FieldId.PktMark), ("tcp_flags", FieldId.TcpFlags), ("dp_hash", FieldId.DpHash), ("recirc_id", FieldId.RecircId),
        ("ct_state", FieldId.CtState), ("ct_zone", FieldId.CtZone), ("ct_mark", FieldId.CtMark), ("ct_label", FieldId.CtLabel));

    private static readonly Dictionary<string, FieldId> CtTuple6 = Map(
        ("src", FieldId.CtIpv6Src), ("dst", FieldId.CtIpv6Dst), ("proto", FieldId.CtNwProto), ("src_port", FieldId.CtTpSrc),
        ("dst_port", FieldId.CtTpDst), ("tp_src", FieldId.CtTpSrc), ("tp_dst", FieldId.CtTpDst));

    private static readonly Dictionary<string, FieldId> InnerVlan = Map(
        ("vid", FieldId.CvlanVid), ("pcp", FieldId.CvlanPcp), ("cfi", FieldId.None), ("tci", FieldId.None));

    private static readonly Dictionary<string, Dictionary<string, FieldId>> PartFields = new(StringComparer.Ordinal)
    {
        ["eth"] = Map(("src", FieldId.DlSrc), ("dst", FieldId.DlDst)),
        ["vlan"] = Map(("vid", FieldId.DlVlan), ("pcp", FieldId.VlanPcp), ("cfi", FieldId.None), ("tci", FieldId.VlanTci)),
        ["mpls"] = Map(
            ("label", FieldId.MplsLabel), ("tc", FieldId.MplsTc), ("ttl", FieldId.MplsTtl), ("bos", FieldId.MplsBos),
            ("lse", FieldId.None)),
        ["ipv4"] = Map(
            ("src", FieldId.NwSrc), ("dst", FieldId.NwDst), ("proto", FieldId.NwProto), ("tos", FieldId.NwTos), ("ttl", FieldId.NwTtl),
            ("frag", FieldId.NwFrag)),
        ["ipv6"] = Map(
            ("src", FieldId.Ipv6Src), ("dst", FieldId.Ipv6Dst), ("label", FieldId.Ipv6Label), ("proto", FieldId.NwProto),
            ("tclass", FieldId.NwTos), ("hlimit", FieldId.NwTtl), ("frag", FieldId.NwFrag)),
        ["tcp"] = Map(("src", FieldId.TcpSrc), ("dst", FieldId.TcpDst)),
        ["udp"] = Map(("src", FieldId.UdpSrc), ("dst", FieldId.UdpDst)),
        ["sctp"] = Map(("src", FieldId.SctpSrc), ("dst", FieldId.SctpDst)),
        ["icmp"] = Map(("type", FieldId.IcmpType), ("code", FieldId.IcmpCode)),
        ["icmpv6"] = Map(("type", FieldId.Icmpv6Type), ("code", FieldId.Icmpv6Code)),
        ["arp"] = Map(
            ("sip", FieldId.ArpSpa), ("tip", FieldId.ArpTpa), ("op", FieldId.ArpOp), ("sha", FieldId.ArpSha), ("tha", FieldId.ArpTha)),
        ["nd"] = Map(("target", FieldId.NdTarget), ("sll", FieldId.NdSll), ("tll", FieldId.NdTll)),
        ["nd_ext"] = Map(("nd_reserved", FieldId.NdReserved), ("nd_options_type", FieldId.NdOptionsType)),
        ["tunnel"] = Map(
            ("tun_id", FieldId.TunId), ("src", FieldId.TunSrc), ("dst", FieldId.TunDst), ("ipv6_src", FieldId.TunIpv6Src),
            ("ipv6_dst", FieldId.TunIpv6Dst), ("tos", FieldId.TunTos), ("ttl", FieldId.TunTtl), ("tp_src", FieldId.TunTpSrc),
            ("tp_dst", FieldId.TunTpDst), ("flags", FieldId.TunFlags), ("geneve", FieldId.None), ("vxlan", FieldId.None),
            ("erspan", FieldId.None), ("gtpu", FieldId.None)),
        ["ct_tuple4"] = Map(
            ("src", FieldId.CtNwSrc), ("dst", FieldId.CtNwDst), ("proto", FieldId.CtNwProto), ("tp_src", FieldId.CtTpSrc),
            ("tp_dst", FieldId.CtTpDst)),
        ["ct_tuple6"] = CtTuple6,
        ["packet_type"] = Map(("ns", FieldId.None), ("id", FieldId.None)),
        ["nsh"] = Map(
            ("flags", FieldId.NshFlags), ("ttl", FieldId.NshTtl), ("mdtype", FieldId.NshMdtype), ("np", FieldId.NshNp),
            ("spi", FieldId.NshSpi), ("si", FieldId.NshSi), ("c1", FieldId.None), ("c2", FieldId.None), ("c3", FieldId.None),
            ("c4", FieldId.None), ("md2", FieldId.None)),
    };

    /// <summary>There is an attribute of this name.</summary>
    public static bool IsKnown(string name) =>
        name is "encap" || DirectFields.ContainsKey(name) || PartFields.ContainsKey(name)
        || (name.StartsWith("key", StringComparison.Ordinal) && name.Length is 4 or 5 && char.IsAsciiDigit(name[3]) && char.IsAsciiDigit(name[^1]));

    /// <summary>The field of an attribute with one value, or null.</summary>
    public static FieldId? Direct(string name) => DirectFields.TryGetValue(name, out var id) ? id : null;

    /// <summary>The fields of an attribute's parts (None: accepted, not compared), or null.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="level">Levels of encap around it.</param>
    public static IReadOnlyDictionary<string, FieldId>? Parts(string name, int level) =>
        name == "vlan" && level > 0 ? InnerVlan : PartFields.GetValueOrDefault(name);

    private static Dictionary<string, FieldId> Map(params (string Name, FieldId Id)[] fields) =>
        fields.ToDictionary(f => f.Name, f => f.Id, StringComparer.Ordinal);
}
