namespace OvsTop.Model.Flows;

/// <summary>Decoded <see cref="KeyAttr.Tunnel"/>, numbers in host order. Fields absent from the key are 0; see <see cref="Present"/>.</summary>
public struct TunnelKey
{
    /// <summary>Bit per <see cref="TunnelAttr"/> that was in the key.</summary>
    public uint Present;

    /// <summary>Tunnel id (VNI, GRE key).</summary>
    public ulong Id;

    /// <summary>Outer source address.</summary>
    public uint Ipv4Source;

    /// <summary>Outer destination address.</summary>
    public uint Ipv4Destination;

    /// <summary>Outer source address.</summary>
    public UInt128 Ipv6Source;

    /// <summary>Outer destination address.</summary>
    public UInt128 Ipv6Destination;

    /// <summary>Outer type of service.</summary>
    public byte Tos;

    /// <summary>Outer time to live.</summary>
    public byte Ttl;

    /// <summary>Outer UDP port.</summary>
    public ushort SourcePort;

    /// <summary>Outer UDP port.</summary>
    public ushort DestinationPort;

    /// <summary>VXLAN group policy: id in the low 16 bits, flags above.</summary>
    public uint VxlanGroupPolicy;

    /// <summary>Where the payload of <see cref="TunnelAttr.GeneveOptions"/> starts in the key bytes.</summary>
    public int GeneveOffset;

    /// <summary>Bytes of Geneve options.</summary>
    public int GeneveLength;

    /// <summary>True if the attribute was in the key; flags like <see cref="TunnelAttr.Checksum"/> are nothing but this.</summary>
    public readonly bool Has(TunnelAttr attribute) => (Present >> (int)attribute & 1) != 0;
}
