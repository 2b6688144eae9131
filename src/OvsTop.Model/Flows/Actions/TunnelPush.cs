namespace OvsTop.Model.Flows;

/// <summary><c>struct ovs_action_push_tnl</c>: u32 tunnel port, output port, header length, type; 512 bytes of packet headers.</summary>
internal static class TunnelPush
{
    /// <summary>Bytes in front of the headers.</summary>
    public const int Fixed = 16;

    /// <summary>TNL_PUSH_HEADER_SIZE.</summary>
    public const int HeaderSize = 512;

    /// <summary>sizeof(struct eth_header).</summary>
    public const int Eth = 14;

    /// <summary>sizeof(struct ip_header).</summary>
    public const int Ipv4 = 20;

    /// <summary>sizeof(struct ovs_16aligned_ip6_hdr).</summary>
    public const int Ipv6 = 40;

    /// <summary>sizeof(struct udp_header), and of the VXLAN, Geneve and GTP-U headers behind it.</summary>
    public const int Udp = 8;

    /// <summary>GRE flag: checksum present.</summary>
    public const int GreChecksum = 0x8000;

    /// <summary>GRE flag: key present.</summary>
    public const int GreKey = 0x2000;

    /// <summary>GRE flag: sequence number present.</summary>
    public const int GreSequence = 0x1000;

    /// <summary>GRE header in front of an ERSPAN header.</summary>
    public const int ErspanGre = 8;

    /// <summary>OVS_VPORT_TYPE_*.</summary>
    public const uint Gre = 3, Vxlan = 4, Geneve = 5, Erspan = 107, Ip6Erspan = 108, Ip6Gre = 109, Gtpu = 110, Srv6 = 112;
}
