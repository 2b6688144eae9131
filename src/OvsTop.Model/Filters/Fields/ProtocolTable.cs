namespace OvsTop.Model.Filters.Fields;

/// <summary>Protocol words, the ones of ovs-ofctl(8) and three for parts of a key.</summary>
public static class ProtocolTable
{
    private static readonly Dictionary<string, ProtocolInfo> ByName = new(StringComparer.OrdinalIgnoreCase);

    static ProtocolTable()
    {
        foreach (var protocol in All)
        {
            ByName.Add(protocol.Name, protocol);
            foreach (string alias in protocol.Aliases)
            {
                ByName.Add(alias, protocol);
            }
        }
    }

    /// <summary>All protocols, by usefulness.</summary>
    public static IReadOnlyList<ProtocolInfo> All { get; } =
    [
        new("tcp", new(0x0800, 6, 0), "TCP over IPv4") { Aliases = ["tcp4"] },
        new("udp", new(0x0800, 17, 0), "UDP over IPv4") { Aliases = ["udp4"] },
        new("icmp", new(0x0800, 1, 0), "ICMP") { Aliases = ["icmp4"] },
        new("arp", new(0x0806, null, 0), "ARP"),
        new("ip", new(0x0800, null, 0), "IPv4") { Aliases = ["ipv4", "ip4"] },
        new("ipv6", new(0x86dd, null, 0), "IPv6") { Aliases = ["ip6"] },
        new("tcp6", new(0x86dd, 6, 0), "TCP over IPv6"),
        new("udp6", new(0x86dd, 17, 0), "UDP over IPv6"),
        new("icmp6", new(0x86dd, 58, 0), "ICMPv6") { Aliases = ["icmpv6"] },
        new("sctp", new(0x0800, 132, 0), "SCTP over IPv4") { Aliases = ["sctp4"] },
        new("sctp6", new(0x86dd, 132, 0), "SCTP over IPv6"),
        new("vlan", new(null, null, KeyParts.Vlan), "a packet with a VLAN tag") { IsOpenFlow = false },
        new("tunnel", new(null, null, KeyParts.Tunnel), "a packet that came through a tunnel") { IsOpenFlow = false },
        new("eth", new(null, null, KeyParts.Ethernet), "a packet with an Ethernet header"),
        new("mpls", new(0x8847, null, 0), "MPLS"),
        new("mplsm", new(0x8848, null, 0), "MPLS multicast"),
        new("rarp", new(0x8035, null, 0), "RARP"),
    ];

    /// <summary>The protocol of this name or alias, or null.</summary>
    public static ProtocolInfo? Find(string name) => ByName.GetValueOrDefault(name);
}
