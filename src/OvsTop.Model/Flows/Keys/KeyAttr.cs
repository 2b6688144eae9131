namespace OvsTop.Model.Flows;

/// <summary>Attributes of a flow key or mask: <c>enum ovs_key_attr</c> of linux/openvswitch.h, the same in all versions from 2.17.</summary>
public enum KeyAttr : ushort
{
    /// <summary>Never sent.</summary>
    Unspec = 0,

    /// <summary>Nested attributes behind a VLAN tag.</summary>
    Encap = 1,

    /// <summary>skb_priority, u32.</summary>
    Priority = 2,

    /// <summary>Datapath port number, u32.</summary>
    InPort = 3,

    /// <summary>Source and destination MAC, 12 bytes.</summary>
    Ethernet = 4,

    /// <summary>VLAN TCI, be16.</summary>
    Vlan = 5,

    /// <summary>Ethernet type, be16.</summary>
    EtherType = 6,

    /// <summary>struct ovs_key_ipv4, 12 bytes.</summary>
    Ipv4 = 7,

    /// <summary>struct ovs_key_ipv6, 40 bytes.</summary>
    Ipv6 = 8,

    /// <summary>Two be16 ports.</summary>
    Tcp = 9,

    /// <summary>Two be16 ports.</summary>
    Udp = 10,

    /// <summary>Type and code.</summary>
    Icmp = 11,

    /// <summary>Type and code.</summary>
    Icmpv6 = 12,

    /// <summary>struct ovs_key_arp, 24 bytes of which 22 are used.</summary>
    Arp = 13,

    /// <summary>struct ovs_key_nd, 28 bytes.</summary>
    Nd = 14,

    /// <summary>skb mark, u32.</summary>
    SkbMark = 15,

    /// <summary>Nested <see cref="TunnelAttr"/>.</summary>
    Tunnel = 16,

    /// <summary>Two be16 ports.</summary>
    Sctp = 17,

    /// <summary>TCP flags, be16.</summary>
    TcpFlags = 18,

    /// <summary>Hash of the datapath, u32; 0 = not computed.</summary>
    DpHash = 19,

    /// <summary>Recirculation id, u32.</summary>
    RecircId = 20,

    /// <summary>Array of be32 label stack entries.</summary>
    Mpls = 21,

    /// <summary><see cref="CtStates"/>, u32.</summary>
    CtState = 22,

    /// <summary>Conntrack zone, u16.</summary>
    CtZone = 23,

    /// <summary>Conntrack mark, u32.</summary>
    CtMark = 24,

    /// <summary>Conntrack labels, 128 bits.</summary>
    CtLabels = 25,

    /// <summary>struct ovs_key_ct_tuple_ipv4, 16 bytes of which 13 are used.</summary>
    CtTupleIpv4 = 26,

    /// <summary>struct ovs_key_ct_tuple_ipv6, 40 bytes of which 37 are used.</summary>
    CtTupleIpv6 = 27,

    /// <summary>Nested <see cref="NshAttr"/>.</summary>
    Nsh = 28,

    /// <summary>Namespace and type, be32; userspace datapath only.</summary>
    PacketType = 29,

    /// <summary>struct ovs_key_nd_extensions, 8 bytes of which 5 are used; userspace datapath only.</summary>
    NdExtensions = 30,

    /// <summary>Kernel internal, never on the wire.</summary>
    TunnelInfo = 31,

    /// <summary>u16 of Linux 5.18 and newer, sent with every IPv6 upcall; Open vSwitch has no name for it and prints <c>key32(..)</c>.</summary>
    Ipv6ExtensionHeaders = 32,
}
