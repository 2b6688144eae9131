namespace OvsTop.Model.Flows;

/// <summary>Names and fields of key attributes, in the order of the numbers (ovs_key_attr_to_string and format_odp_key_attr__ in lib/odp-util.c).</summary>
internal static class KeyTable
{
    private static readonly FieldInfo[] Ports = [new("src", FieldKind.Be16, 0), new("dst", FieldKind.Be16, 2)];
    private static readonly FieldInfo[] TypeAndCode = [new("type", FieldKind.U8, 0), new("code", FieldKind.U8, 1)];

    private static readonly KeyInfo[] Table =
    [
        new("unspec"),
        new("encap"),
        new("skb_priority"),
        new("in_port"),
        new("eth", new("src", FieldKind.Mac, 0), new("dst", FieldKind.Mac, 6)),
        new("vlan"),
        new("eth_type"),
        new("ipv4", new("src", FieldKind.Ipv4, 0), new("dst", FieldKind.Ipv4, 4), new("proto", FieldKind.U8, 8), new("tos", FieldKind.U8Hex, 9),
            new("ttl", FieldKind.U8, 10), new("frag", FieldKind.Frag, 11)),
        new("ipv6", new("src", FieldKind.Ipv6, 0), new("dst", FieldKind.Ipv6, 16), new("label", FieldKind.Ipv6Label, 32), new("proto", FieldKind.U8, 36),
            new("tclass", FieldKind.U8Hex, 37), new("hlimit", FieldKind.U8, 38), new("frag", FieldKind.Frag, 39)),
        new("tcp", Ports),
        new("udp", Ports),
        new("icmp", TypeAndCode),
        new("icmpv6", TypeAndCode),
        new("arp", new("sip", FieldKind.Ipv4, 0), new("tip", FieldKind.Ipv4, 4), new("op", FieldKind.Be16, 8), new("sha", FieldKind.Mac, 10),
            new("tha", FieldKind.Mac, 16)),
        new("nd", new("target", FieldKind.Ipv6, 0), new("sll", FieldKind.Mac, 16), new("tll", FieldKind.Mac, 22)),
        new("skb_mark"),
        new("tunnel"),
        new("sctp", Ports),
        new("tcp_flags"),
        new("dp_hash"),
        new("recirc_id"),
        new("mpls"),
        new("ct_state"),
        new("ct_zone"),
        new("ct_mark"),
        new("ct_label"),
        new("ct_tuple4", new("src", FieldKind.Ipv4, 0), new("dst", FieldKind.Ipv4, 4), new("proto", FieldKind.U8, 12), new("tp_src", FieldKind.Be16, 8),
            new("tp_dst", FieldKind.Be16, 10)),
        new("ct_tuple6", new("src", FieldKind.Ipv6, 0), new("dst", FieldKind.Ipv6, 16), new("proto", FieldKind.U8, 36),
            new("src_port", FieldKind.Be16, 32, "tp_src"), new("dst_port", FieldKind.Be16, 34, "tp_dst")),
        new("nsh"),
        new("packet_type", new("ns", FieldKind.Be16, 0), new("id", FieldKind.Be16Hex, 2)),
        new("nd_ext", new("nd_reserved", FieldKind.Reserved, 0), new("nd_options_type", FieldKind.U8, 4)),
    ];

    private static readonly Dictionary<string, KeyAttr>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Table.Select((info, i) => (info.Name, Attr: (KeyAttr)i)).ToDictionary(p => p.Name, p => p.Attr, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The attribute's entry, or null where Open vSwitch has no name for it.</summary>
    public static KeyInfo? Find(KeyAttr type) => (int)type < Table.Length ? Table[(int)type] : null;

    /// <summary>The attribute of this name.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out KeyAttr type) => ByName.TryGetValue(name, out type);
}
