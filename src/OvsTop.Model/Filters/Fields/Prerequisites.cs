namespace OvsTop.Model.Filters.Fields;

/// <summary>The meaning of each <see cref="Prerequisite"/>.</summary>
public static class Prerequisites
{
    private const ushort Ip4 = 0x0800, Ip6 = 0x86dd;

    private static readonly PrerequisiteInfo[] Table = Build();

    /// <summary>The meaning of a prerequisite.</summary>
    public static PrerequisiteInfo Of(Prerequisite prerequisite) => Table[(int)prerequisite];

    private static PrerequisiteInfo[] Build()
    {
        var table = new PrerequisiteInfo[Enum.GetValues<Prerequisite>().Length];
        Array.Fill(table, new PrerequisiteInfo(KeyParts.None, [], []));
        Set(Prerequisite.Ethernet, KeyParts.Ethernet, ("eth", new(null, null, KeyParts.Ethernet)));
        Set(Prerequisite.Vlan, KeyParts.Vlan, ("vlan", new(null, null, KeyParts.Vlan)));
        Set(Prerequisite.InnerVlan, KeyParts.InnerVlan, ("vlan", new(null, null, KeyParts.Vlan)));
        Set(Prerequisite.Mpls, KeyParts.Mpls, ("mpls", new(0x8847, null, 0)), ("mplsm", new(0x8848, null, 0)));
        Set(Prerequisite.Ipv4, KeyParts.Ipv4, ("ip", new(Ip4, null, 0)));
        Set(Prerequisite.Ipv6, KeyParts.Ipv6, ("ipv6", new(Ip6, null, 0)));
        Set(Prerequisite.Ip, KeyParts.Ip, ("ip", new(Ip4, null, 0)), ("ipv6", new(Ip6, null, 0)));
        Set(Prerequisite.Arp, KeyParts.Arp, ("arp", new(0x0806, null, 0)), ("rarp", new(0x8035, null, 0)));
        Set(
            Prerequisite.Ports,
            KeyParts.Ports,
            ("tcp", new(Ip4, 6, 0)),
            ("udp", new(Ip4, 17, 0)),
            ("sctp", new(Ip4, 132, 0)),
            ("tcp6", new(Ip6, 6, 0)),
            ("udp6", new(Ip6, 17, 0)),
            ("sctp6", new(Ip6, 132, 0)));
        Set(Prerequisite.Tcp, KeyParts.Tcp, ("tcp", new(Ip4, 6, 0)), ("tcp6", new(Ip6, 6, 0)));
        Set(Prerequisite.Udp, KeyParts.Udp, ("udp", new(Ip4, 17, 0)), ("udp6", new(Ip6, 17, 0)));
        Set(Prerequisite.Sctp, KeyParts.Sctp, ("sctp", new(Ip4, 132, 0)), ("sctp6", new(Ip6, 132, 0)));
        Set(Prerequisite.AnyIcmp, KeyParts.Icmp | KeyParts.Icmpv6, ("icmp", new(Ip4, 1, 0)), ("icmp6", new(Ip6, 58, 0)));
        Set(Prerequisite.Icmpv6, KeyParts.Icmpv6, ("icmp6", new(Ip6, 58, 0)));
        Set(Prerequisite.Nd, KeyParts.Nd, ("icmp6", new(Ip6, 58, 0)));
        Set(Prerequisite.NdExtensions, KeyParts.NdExtensions, ("icmp6", new(Ip6, 58, 0)));
        Set(Prerequisite.CtIpv4, KeyParts.CtTuple4, ("ct_state=+trk", new(null, null, KeyParts.CtTuple4)));
        Set(Prerequisite.CtIpv6, KeyParts.CtTuple6, ("ct_state=+trk", new(null, null, KeyParts.CtTuple6)));
        Set(Prerequisite.Ct, KeyParts.CtTuple, ("ct_state=+trk", new(null, null, KeyParts.CtTuple)));
        Set(Prerequisite.Nsh, KeyParts.Nsh, ("dl_type=0x894f", new(0x894f, null, 0)));
        return table;

        void Set(Prerequisite prerequisite, KeyParts parts, params (string Text, PacketKind Kind)[] alternatives) =>
            table[(int)prerequisite] =
                new(parts, [.. alternatives.Select(a => a.Kind)], [.. alternatives.Select(a => a.Text)]);
    }
}
