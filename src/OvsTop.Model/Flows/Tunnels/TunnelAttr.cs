namespace OvsTop.Model.Flows;

/// <summary>Parts of <see cref="KeyAttr.Tunnel"/>: <c>enum ovs_tunnel_key_attr</c> of linux/openvswitch.h, the same in all versions.</summary>
public enum TunnelAttr : ushort
{
    /// <summary>Tunnel id, be64.</summary>
    Id = 0,

    /// <summary>be32.</summary>
    Ipv4Source = 1,

    /// <summary>be32.</summary>
    Ipv4Destination = 2,

    /// <summary>u8.</summary>
    Tos = 3,

    /// <summary>u8.</summary>
    Ttl = 4,

    /// <summary>Flag <c>df</c>.</summary>
    DontFragment = 5,

    /// <summary>Flag <c>csum</c>.</summary>
    Checksum = 6,

    /// <summary>Flag <c>oam</c>.</summary>
    Oam = 7,

    /// <summary>Array of Geneve options as on the wire.</summary>
    GeneveOptions = 8,

    /// <summary>be16.</summary>
    SourcePort = 9,

    /// <summary>be16.</summary>
    DestinationPort = 10,

    /// <summary>Nested OVS_VXLAN_EXT_*; 1 = group policy, u32.</summary>
    VxlanOptions = 11,

    /// <summary>16 bytes.</summary>
    Ipv6Source = 12,

    /// <summary>16 bytes.</summary>
    Ipv6Destination = 13,

    /// <summary>Alignment.</summary>
    Pad = 14,

    /// <summary>struct erspan_metadata, 16 bytes.</summary>
    ErspanOptions = 15,

    /// <summary>struct gtpu_metadata, 2 bytes; userspace datapath only.</summary>
    GtpuOptions = 16,
}
