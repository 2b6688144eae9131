namespace OvsTop.Model.Filters.Fields;

/// <summary>What a packet must be for a field to exist (ovs-fields(7), "Prerequisites"). See <see cref="Prerequisites"/>.</summary>
public enum Prerequisite : byte
{
    /// <summary>Always there; zero when the key does not hold it.</summary>
    None,

    /// <summary>Ethernet header.</summary>
    Ethernet,

    /// <summary>802.1Q tag.</summary>
    Vlan,

    /// <summary>Second 802.1Q tag.</summary>
    InnerVlan,

    /// <summary>MPLS.</summary>
    Mpls,

    /// <summary>IPv4.</summary>
    Ipv4,

    /// <summary>IPv6.</summary>
    Ipv6,

    /// <summary>IPv4 or IPv6.</summary>
    Ip,

    /// <summary>ARP or RARP.</summary>
    Arp,

    /// <summary>TCP, UDP or SCTP.</summary>
    Ports,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,

    /// <summary>ICMP or ICMPv6: ovs-ofctl writes both as icmp_type.</summary>
    AnyIcmp,

    /// <summary>ICMPv6.</summary>
    Icmpv6,

    /// <summary>Neighbor solicitation or advertisement.</summary>
    Nd,

    /// <summary>Neighbor discovery with its extensions.</summary>
    NdExtensions,

    /// <summary>A tracked IPv4 packet.</summary>
    CtIpv4,

    /// <summary>A tracked IPv6 packet.</summary>
    CtIpv6,

    /// <summary>A tracked IP packet.</summary>
    Ct,

    /// <summary>Network service header.</summary>
    Nsh,
}
