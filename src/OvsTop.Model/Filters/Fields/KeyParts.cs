namespace OvsTop.Model.Filters.Fields;

/// <summary>
/// What a flow key holds. Word 0 of <c>struct ovstop_key_fields</c>: a test of a field with a prerequisite first tests these bits.
/// </summary>
[Flags]
public enum KeyParts : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Ethernet addresses (OVS_KEY_ATTR_ETHERNET).</summary>
    Ethernet = 1,

    /// <summary>An 802.1Q or 802.1ad tag (OVS_KEY_ATTR_VLAN).</summary>
    Vlan = 1 << 1,

    /// <summary>A second tag.</summary>
    InnerVlan = 1 << 2,

    /// <summary>An MPLS label stack entry.</summary>
    Mpls = 1 << 3,

    /// <summary>IPv4 header.</summary>
    Ipv4 = 1 << 4,

    /// <summary>IPv6 header.</summary>
    Ipv6 = 1 << 5,

    /// <summary>ARP or RARP body.</summary>
    Arp = 1 << 6,

    /// <summary>TCP ports.</summary>
    Tcp = 1 << 7,

    /// <summary>UDP ports.</summary>
    Udp = 1 << 8,

    /// <summary>SCTP ports.</summary>
    Sctp = 1 << 9,

    /// <summary>ICMP type and code.</summary>
    Icmp = 1 << 10,

    /// <summary>ICMPv6 type and code.</summary>
    Icmpv6 = 1 << 11,

    /// <summary>Neighbor discovery (OVS_KEY_ATTR_ND).</summary>
    Nd = 1 << 12,

    /// <summary>Tunnel metadata.</summary>
    Tunnel = 1 << 13,

    /// <summary>IPv4 conntrack original tuple.</summary>
    CtTuple4 = 1 << 14,

    /// <summary>IPv6 conntrack original tuple.</summary>
    CtTuple6 = 1 << 15,

    /// <summary>Network service header.</summary>
    Nsh = 1 << 16,

    /// <summary>Reserved word and option type of neighbor discovery (userspace datapath).</summary>
    NdExtensions = 1 << 17,

    /// <summary>Any transport ports.</summary>
    Ports = Tcp | Udp | Sctp,

    /// <summary>Either IP header.</summary>
    Ip = Ipv4 | Ipv6,

    /// <summary>Either conntrack tuple.</summary>
    CtTuple = CtTuple4 | CtTuple6,
}
