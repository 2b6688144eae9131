namespace OvsTop.Model.Packets;

/// <summary>What a layer of a packet is.</summary>
public enum LayerKind : byte
{
    /// <summary>The packet ends.</summary>
    End,

    /// <summary>Ethernet II header.</summary>
    Ethernet,

    /// <summary>802.1Q or 802.1ad tag.</summary>
    Vlan,

    /// <summary>MPLS label stack entry.</summary>
    Mpls,

    /// <summary>ARP or RARP for IPv4 over Ethernet.</summary>
    Arp,

    /// <summary>IPv4 header with options.</summary>
    Ipv4,

    /// <summary>IPv6 header.</summary>
    Ipv6,

    /// <summary>IPv6 extension header, fragment header and AH included.</summary>
    Ipv6Extension,

    /// <summary>TCP header with options.</summary>
    Tcp,

    /// <summary>UDP header.</summary>
    Udp,

    /// <summary>SCTP common header.</summary>
    Sctp,

    /// <summary>ICMP header.</summary>
    Icmp,

    /// <summary>ICMPv6 header, with the whole message for neighbor discovery.</summary>
    Icmpv6,

    /// <summary>VXLAN header.</summary>
    Vxlan,

    /// <summary>Geneve header with options.</summary>
    Geneve,

    /// <summary>GRE header with its optional words.</summary>
    Gre,

    /// <summary>Bytes that no header known here describes.</summary>
    Payload,
}
