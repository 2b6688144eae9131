namespace OvsTop.Model.Filters.Kernel;

/// <summary>Words of <see cref="KernelKeyFields"/> (enum ovstop_key_word); the parts are listed from the high bits down.</summary>
public enum KeyWord
{
    /// <summary>Bits of <see cref="Fields.KeyParts"/>; bit 63 <see cref="KernelKeyFields.Incomplete"/>.</summary>
    Present = 0,

    /// <summary>in_port 32, recirc_id 32.</summary>
    Port = 1,

    /// <summary>dp_hash 32, skb_mark 32.</summary>
    Hash = 2,

    /// <summary>skb_priority 32, ct_state 32.</summary>
    State = 3,

    /// <summary>ct_mark 32, ct_zone 16, dl_type 16 (0x05ff when the key has none).</summary>
    Type = 4,

    /// <summary>ct_label, high half; the low half follows.</summary>
    CtLabel = 5,

    /// <summary>vlan_tci 16, dl_src 48.</summary>
    EthSource = 7,

    /// <summary>inner vlan tci 16, dl_dst 48.</summary>
    EthDestination = 8,

    /// <summary>IPv4 or ARP source 32, destination 32.</summary>
    Ipv4 = 9,

    /// <summary>IPv6 source, high half; the low half follows.</summary>
    Ipv6Source = 10,

    /// <summary>IPv6 destination, high half; the low half follows.</summary>
    Ipv6Destination = 12,

    /// <summary>tp_src 16, tp_dst 16, tcp_flags 16, icmp_type 8, icmp_code 8.</summary>
    Transport = 14,

    /// <summary>ipv6_label 32, nw_proto 8, tos byte 8, ttl 8, nw_frag 8 (0 no, 1 first, 3 later).</summary>
    Ip = 15,

    /// <summary>arp_op 16, arp_sha 48.</summary>
    ArpSource = 16,

    /// <summary>outer vlan tpid 16, arp_tha 48.</summary>
    ArpTarget = 17,

    /// <summary>nd_target, high half; the low half follows.</summary>
    NdTarget = 18,

    /// <summary>0 16, nd_sll 48.</summary>
    NdSource = 20,

    /// <summary>0 16, nd_tll 48.</summary>
    NdTargetMac = 21,

    /// <summary>tun_id 64.</summary>
    TunId = 22,

    /// <summary>tun_src 32, tun_dst 32.</summary>
    TunIpv4 = 23,

    /// <summary>tun_ipv6_src, high half; the low half follows.</summary>
    TunIpv6Source = 24,

    /// <summary>tun_ipv6_dst, high half; the low half follows.</summary>
    TunIpv6Destination = 26,

    /// <summary>tun_tp_src 16, tun_tp_dst 16, tun_tos 8, tun_ttl 8, 0 8, tun_flags 8 (oam 1, df 2, csum 4, key 8).</summary>
    TunOther = 28,

    /// <summary>ct_nw_src 32, ct_nw_dst 32.</summary>
    CtIpv4 = 29,

    /// <summary>ct_tp_src 16, ct_tp_dst 16, ct_nw_proto 8, 0 24.</summary>
    CtOther = 30,

    /// <summary>first MPLS label stack entry 32, packet_type 32.</summary>
    Mpls = 31,

    /// <summary>ct_ipv6_src, high half; the low half follows.</summary>
    CtIpv6Source = 32,

    /// <summary>ct_ipv6_dst, high half; the low half follows.</summary>
    CtIpv6Destination = 34,

    /// <summary>packet length 32, upcall type 32.</summary>
    Upcall = 36,

    /// <summary>0 32, thread id 32.</summary>
    Thread = 37,
}
