using K = OvsTop.Model.Filters.Fields.ValueKind;
using P = OvsTop.Model.Filters.Fields.FieldPlace;
using R = OvsTop.Model.Filters.Fields.Prerequisite;

namespace OvsTop.Model.Filters.Fields;

/// <summary>
/// Every field of the filter language, by usefulness: the parser, the compilers, help, completion and highlighting read this one table.
/// OpenFlow names, widths, masks and prerequisites are those of ovs-fields(7).
/// </summary>
public static class FilterFields
{
    private const string Number = "5";
    private const string Address = "10.0.0.0/8";
    private const string Address6 = "2001:db8::/32";
    private const string MacAddress = "00:16:3e:00:00:01";

    /// <summary>Bits of ct_state in order (lib/packets.h CS_STATES).</summary>
    internal static readonly string[] CtStateNames = ["new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat"];

    private static readonly string[] TcpFlagNames =
        ["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]"];

    private static readonly string[] TunFlagNames = ["oam", "df", "csum", "key"];
    private static readonly string[] SlowNames = ["cfm", "bfd", "lacp", "stp", "lldp", "action", "match"];
    private static readonly string[] LinkNames = ["first", "exact", "unique", "likely", "ambiguous", "cached", "lost"];

    private static readonly FilterField[] ById = new FilterField[Enum.GetValues<FieldId>().Length];
    private static readonly Dictionary<string, FilterField> ByName = new(StringComparer.OrdinalIgnoreCase);

    static FilterFields()
    {
        foreach (var field in All)
        {
            ById[(int)field.Id] = field;
            ByName.Add(field.Name, field);
            foreach (string alias in field.Aliases)
            {
                ByName.Add(alias, field);
            }
        }
    }

    /// <summary>All fields, by usefulness.</summary>
    public static IReadOnlyList<FilterField> All { get; } =
    [
        new(FieldId.InPort, "in_port", 32, K.Port, R.None, P.Key, "port the packet came in by: name or datapath number")
            { Aliases = ["in_port_oxm"], Example = "vm1" },
        new(FieldId.NwSrc, "nw_src", 32, K.Ipv4, R.Ipv4, P.Key, "IPv4 source") { Aliases = ["ip_src"], Example = Address },
        new(FieldId.NwDst, "nw_dst", 32, K.Ipv4, R.Ipv4, P.Key, "IPv4 destination") { Aliases = ["ip_dst"], Example = Address },
        new(FieldId.TpSrc, "tp_src", 16, K.Number, R.Ports, P.Key, "TCP, UDP or SCTP source port") { Example = "40001" },
        new(FieldId.TpDst, "tp_dst", 16, K.Number, R.Ports, P.Key, "TCP, UDP or SCTP destination port") { Example = "80" },
        new(FieldId.CtState, "ct_state", 8, K.Flags, R.None, P.Key, "connection tracking state")
            { Names = CtStateNames, Example = "+new+trk" },
        new(FieldId.RecircId, "recirc_id", 32, K.Hexadecimal, R.None, P.Key, "recirculation id; 0 in the first round")
            { Example = "0" },
        new(FieldId.Verdict, "verdict", 8, K.Choice, R.None, P.Result, "what became of the packet")
            { Names = ["output", "drop", "controller", "slow"], IsOpenFlow = false, Example = "drop" },
        new(FieldId.Table, "table", 8, K.Number, R.None, P.Result, "an OpenFlow table the packet visited")
            { IsMany = true, IsOpenFlow = false, Example = "60" },
        new(FieldId.Cookie, "cookie", 64, K.Hexadecimal, R.None, P.Result, "cookie of a rule the packet matched")
            { IsMany = true, IsOpenFlow = false, Example = "0x2f/0xff" },
        new(FieldId.UpcallUs, "upcall_us", 64, K.Number, R.None, P.Result, "time of all upcalls of the packet, microseconds")
            { IsOpenFlow = false, Example = "1000" },
        new(FieldId.Deleted, "deleted", 8, K.Choice, R.None, P.Result, "why a revalidator deleted the packet's flow")
            { Aliases = ["reason"], Names = ReasonNames(), IsOpenFlow = false, Example = "FLOW_LIMIT" },
        new(FieldId.Output, "output", 32, K.Port, R.None, P.Result, "a port the packet went out by")
            { IsMany = true, IsOpenFlow = false, Example = "vm3" },
        new(FieldId.Bridge, "bridge", 128, K.Text, R.None, P.Result, "a bridge the packet passed")
            { IsMany = true, IsOpenFlow = false, Example = "br-int" },
        new(FieldId.Rounds, "rounds", 32, K.Number, R.None, P.Result, "number of upcall rounds of the packet")
            { IsOpenFlow = false, Example = "3" },
        new(FieldId.Slow, "slow", 7, K.Flags, R.None, P.Result, "slow path reasons")
            { Names = SlowNames, IsOpenFlow = false, Example = "+action" },
        new(FieldId.Link, "link", 8, K.Choice, R.None, P.Result, "how surely a round was linked to its parent")
            { Names = LinkNames, IsMany = true, IsOpenFlow = false, Example = "likely" },
        new(FieldId.Handler, "handler", 128, K.Text, R.None, P.Capture, "handler thread: name or thread id")
            { IsOpenFlow = false, Example = "handler7" },
        new(FieldId.Length, "len", 32, K.Number, R.None, P.Upcall, "packet length in bytes")
            { IsOpenFlow = false, Example = "1500" },
        new(FieldId.UpcallType, "type", 8, K.Choice, R.None, P.Upcall, "upcall type")
            { Names = ["miss", "action"], IsOpenFlow = false, Example = "miss" },
        new(FieldId.Ufid, "ufid", 128, K.Ufid, R.None, P.Capture, "unique flow id of the installed flow")
            { IsOpenFlow = false, Example = "52b17343-ba0a-4dd4-9a23-09680a262c22" },
        new(FieldId.Payload, "payload", 128, K.Content, R.None, P.Capture, "text or 0x.. bytes anywhere in the transport payload")
            { IsOpenFlow = false, Example = "\"GET /\"" },
        new(FieldId.Bytes, "bytes", 128, K.Content, R.None, P.Capture, "text or 0x.. bytes anywhere in the captured packet")
            { IsOpenFlow = false, Example = "0x4500" },

        new(FieldId.DlSrc, "dl_src", 48, K.Mac, R.Ethernet, P.Key, "Ethernet source") { Aliases = ["eth_src"], Example = MacAddress },
        new(FieldId.DlDst, "dl_dst", 48, K.Mac, R.Ethernet, P.Key, "Ethernet destination") { Aliases = ["eth_dst"], Example = MacAddress },
        new(FieldId.DlType, "dl_type", 16, K.Hexadecimal, R.None, P.Key, "Ethernet type behind the VLAN tags")
            { Aliases = ["eth_type"], Example = "0x0800" },
        new(FieldId.DlVlan, "dl_vlan", 12, K.Number, R.Vlan, P.Key, "VLAN id; 0xffff for no tag") { Example = "10" },
        new(FieldId.VlanVid, "vlan_vid", 13, K.Hexadecimal, R.None, P.Key, "VLAN id | 0x1000, 0 for no tag") { Example = "0x100a" },
        new(FieldId.VlanPcp, "dl_vlan_pcp", 3, K.Number, R.Vlan, P.Key, "VLAN priority")
            { Aliases = ["vlan_pcp"], Example = "7" },
        new(FieldId.VlanTci, "vlan_tci", 16, K.Hexadecimal, R.None, P.Key, "VLAN tag | 0x1000, 0 for no tag") { Example = "0x100a/0x1fff" },
        new(FieldId.VlanTpid, "vlan_tpid", 16, K.Hexadecimal, R.Vlan, P.Key, "Ethernet type of the outer tag")
            { IsOpenFlow = false, Example = "0x88a8" },
        new(FieldId.CvlanVid, "cvlan_vid", 12, K.Number, R.InnerVlan, P.Key, "inner VLAN id") { IsOpenFlow = false, Example = "20" },
        new(FieldId.CvlanPcp, "cvlan_pcp", 3, K.Number, R.InnerVlan, P.Key, "inner VLAN priority")
            { IsOpenFlow = false, Example = "7" },
        new(FieldId.NwProto, "nw_proto", 8, K.Number, R.Ip, P.Key, "IP protocol") { Aliases = ["ip_proto"], Example = "6" },
        new(FieldId.NwTos, "nw_tos", 8, K.Number, R.Ip, P.Key, "DSCP in its place in the TOS byte, a multiple of 4")
            { ZeroBits = 2, Example = "184" },
        new(FieldId.IpDscp, "ip_dscp", 6, K.Number, R.Ip, P.Key, "DSCP, 0 to 63") { Example = "46" },
        new(FieldId.NwEcn, "nw_ecn", 2, K.Number, R.Ip, P.Key, "ECN, 0 to 3") { Aliases = ["ip_ecn"], Example = "3" },
        new(FieldId.NwTtl, "nw_ttl", 8, K.Number, R.Ip, P.Key, "TTL or hop limit") { Example = "64" },
        new(FieldId.NwFrag, "nw_frag", 2, K.Fragment, R.Ip, P.Key, "fragment kind")
            { Aliases = ["ip_frag"], Names = ["no", "yes", "first", "later", "not_later"], Example = "later" },
        new(FieldId.Ipv6Src, "ipv6_src", 128, K.Ipv6, R.Ipv6, P.Key, "IPv6 source") { Example = Address6 },
        new(FieldId.Ipv6Dst, "ipv6_dst", 128, K.Ipv6, R.Ipv6, P.Key, "IPv6 destination") { Example = Address6 },
        new(FieldId.Ipv6Label, "ipv6_label", 20, K.Hexadecimal, R.Ipv6, P.Key, "IPv6 flow label") { Example = "0x12345" },
        new(FieldId.TcpFlags, "tcp_flags", 12, K.Flags, R.Tcp, P.Key, "TCP flags") { Names = TcpFlagNames, Example = "+syn-ack" },
        new(FieldId.TcpSrc, "tcp_src", 16, K.Number, R.Tcp, P.Key, "TCP source port") { Example = "40001" },
        new(FieldId.TcpDst, "tcp_dst", 16, K.Number, R.Tcp, P.Key, "TCP destination port") { Example = "443" },
        new(FieldId.UdpSrc, "udp_src", 16, K.Number, R.Udp, P.Key, "UDP source port") { Example = "53" },
        new(FieldId.UdpDst, "udp_dst", 16, K.Number, R.Udp, P.Key, "UDP destination port") { Example = "53" },
        new(FieldId.SctpSrc, "sctp_src", 16, K.Number, R.Sctp, P.Key, "SCTP source port") { Example = "3868" },
        new(FieldId.SctpDst, "sctp_dst", 16, K.Number, R.Sctp, P.Key, "SCTP destination port") { Example = "3868" },
        new(FieldId.IcmpType, "icmp_type", 8, K.Number, R.AnyIcmp, P.Key, "ICMP or ICMPv6 type") { Example = "8" },
        new(FieldId.IcmpCode, "icmp_code", 8, K.Number, R.AnyIcmp, P.Key, "ICMP or ICMPv6 code") { Example = "0" },
        new(FieldId.Icmpv6Type, "icmpv6_type", 8, K.Number, R.Icmpv6, P.Key, "ICMPv6 type") { Example = "135" },
        new(FieldId.Icmpv6Code, "icmpv6_code", 8, K.Number, R.Icmpv6, P.Key, "ICMPv6 code") { Example = "0" },
        new(FieldId.ArpOp, "arp_op", 16, K.Number, R.Arp, P.Key, "ARP operation: 1 request, 2 reply") { Example = "1" },
        new(FieldId.ArpSpa, "arp_spa", 32, K.Ipv4, R.Arp, P.Key, "ARP sender address") { Example = Address },
        new(FieldId.ArpTpa, "arp_tpa", 32, K.Ipv4, R.Arp, P.Key, "ARP target address") { Example = Address },
        new(FieldId.ArpSha, "arp_sha", 48, K.Mac, R.Arp, P.Key, "ARP sender Ethernet address") { Example = MacAddress },
        new(FieldId.ArpTha, "arp_tha", 48, K.Mac, R.Arp, P.Key, "ARP target Ethernet address") { Example = MacAddress },
        new(FieldId.NdTarget, "nd_target", 128, K.Ipv6, R.Nd, P.Key, "neighbor discovery target") { Example = "fe80::1" },
        new(FieldId.NdSll, "nd_sll", 48, K.Mac, R.Nd, P.Key, "neighbor discovery source link layer address") { Example = MacAddress },
        new(FieldId.NdTll, "nd_tll", 48, K.Mac, R.Nd, P.Key, "neighbor discovery target link layer address") { Example = MacAddress },
        new(FieldId.MplsLabel, "mpls_label", 20, K.Number, R.Mpls, P.Key, "MPLS label, outermost") { Example = "100" },
        new(FieldId.MplsTc, "mpls_tc", 3, K.Number, R.Mpls, P.Key, "MPLS traffic class") { Example = "0" },
        new(FieldId.MplsBos, "mpls_bos", 1, K.Number, R.Mpls, P.Key, "MPLS bottom of stack") { Example = "1" },
        new(FieldId.MplsTtl, "mpls_ttl", 8, K.Number, R.Mpls, P.Key, "MPLS TTL") { Example = "64" },

        new(FieldId.CtZone, "ct_zone", 16, K.Hexadecimal, R.None, P.Key, "connection tracking zone") { Example = Number },
        new(FieldId.CtMark, "ct_mark", 32, K.Hexadecimal, R.None, P.Key, "connection mark") { Example = "0x1/0xff" },
        new(FieldId.CtLabel, "ct_label", 128, K.Hexadecimal, R.None, P.Key, "connection label") { Example = "0x1/0xff" },
        new(FieldId.CtNwSrc, "ct_nw_src", 32, K.Ipv4, R.CtIpv4, P.Key, "IPv4 source of the connection") { Example = Address },
        new(FieldId.CtNwDst, "ct_nw_dst", 32, K.Ipv4, R.CtIpv4, P.Key, "IPv4 destination of the connection") { Example = Address },
        new(FieldId.CtIpv6Src, "ct_ipv6_src", 128, K.Ipv6, R.CtIpv6, P.Key, "IPv6 source of the connection") { Example = Address6 },
        new(FieldId.CtIpv6Dst, "ct_ipv6_dst", 128, K.Ipv6, R.CtIpv6, P.Key, "IPv6 destination of the connection") { Example = Address6 },
        new(FieldId.CtNwProto, "ct_nw_proto", 8, K.Number, R.Ct, P.Key, "IP protocol of the connection") { Example = "6" },
        new(FieldId.CtTpSrc, "ct_tp_src", 16, K.Number, R.Ct, P.Key, "source port of the connection") { Example = "40001" },
        new(FieldId.CtTpDst, "ct_tp_dst", 16, K.Number, R.Ct, P.Key, "destination port of the connection") { Example = "80" },
        new(FieldId.TunId, "tun_id", 64, K.Hexadecimal, R.None, P.Key, "tunnel key (VNI); 0 without a tunnel")
            { Aliases = ["tunnel_id"], Example = "0x2a" },
        new(FieldId.TunSrc, "tun_src", 32, K.Ipv4, R.None, P.Key, "tunnel IPv4 source") { Example = Address },
        new(FieldId.TunDst, "tun_dst", 32, K.Ipv4, R.None, P.Key, "tunnel IPv4 destination") { Example = Address },
        new(FieldId.TunIpv6Src, "tun_ipv6_src", 128, K.Ipv6, R.None, P.Key, "tunnel IPv6 source") { Example = Address6 },
        new(FieldId.TunIpv6Dst, "tun_ipv6_dst", 128, K.Ipv6, R.None, P.Key, "tunnel IPv6 destination") { Example = Address6 },
        new(FieldId.TunTos, "tun_tos", 8, K.Number, R.None, P.Key, "tunnel TOS byte"),
        new(FieldId.TunTtl, "tun_ttl", 8, K.Number, R.None, P.Key, "tunnel TTL") { Example = "64" },
        new(FieldId.TunFlags, "tun_flags", 4, K.Flags, R.None, P.Key, "tunnel flags") { Names = TunFlagNames, Example = "+oam" },
        new(FieldId.TunTpSrc, "tun_tp_src", 16, K.Number, R.None, P.Key, "tunnel transport source port") { IsOpenFlow = false },
        new(FieldId.TunTpDst, "tun_tp_dst", 16, K.Number, R.None, P.Key, "tunnel transport destination port")
            { IsOpenFlow = false, Example = "4789" },
        new(FieldId.TunGbpId, "tun_gbp_id", 16, K.Number, R.None, P.KeyHere, "VXLAN group policy id") { Example = Number },
        new(FieldId.TunGbpFlags, "tun_gbp_flags", 8, K.Hexadecimal, R.None, P.KeyHere, "VXLAN group policy flags"),
        new(FieldId.DpHash, "dp_hash", 32, K.Hexadecimal, R.None, P.Key, "hash the datapath computed") { Example = "0x1/0xf" },
        new(FieldId.PktMark, "pkt_mark", 32, K.Hexadecimal, R.None, P.Key, "packet mark") { Aliases = ["skb_mark"], Example = "0x1/0xff" },
        new(FieldId.SkbPriority, "skb_priority", 32, K.Hexadecimal, R.None, P.Key, "packet priority"),
        new(FieldId.PacketType, "packet_type", 32, K.PacketType, R.None, P.Key, "packet type; (0,0) is Ethernet")
            { Example = "(0,0)" },

        .. TraceFields.All,
    ];

    /// <summary>A field's row.</summary>
    public static FilterField Of(FieldId id) => ById[(int)id];

    /// <summary>The field of this name or alias and, for numbered fields, its index.</summary>
    public static bool TryFind(string name, out FilterField field, out int index)
    {
        index = 0;
        if (ByName.TryGetValue(name, out field!))
        {
            return field.Instances == 0;
        }

        int digits = name.Length;
        while (digits > 0 && char.IsAsciiDigit(name[digits - 1]))
        {
            digits--;
        }

        return digits < name.Length && ByName.TryGetValue(name[..digits], out field!) && field.Instances > 0
            && (name[digits] != '0' || name.Length == digits + 1)
            && int.TryParse(name.AsSpan(digits), out index) && index >= field.FirstInstance && index < field.Instances;
    }

    private static string[] ReasonNames() =>
        [.. Enumerable.Range(0, Events.DeleteReasons.Known).Select(Events.DeleteReasons.Name)];
}
