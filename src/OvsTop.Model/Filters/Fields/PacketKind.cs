namespace OvsTop.Model.Filters.Fields;

/// <summary>What is known of a packet: its Ethernet type, IP protocol and parts, as far as they are fixed.</summary>
/// <param name="EthType">Ethernet type, or null when any.</param>
/// <param name="IpProto">IP protocol, or null when any.</param>
/// <param name="Parts">Parts the packet surely has.</param>
public readonly record struct PacketKind(ushort? EthType, byte? IpProto, KeyParts Parts)
{
    /// <summary>Nothing is known.</summary>
    public static PacketKind Any => default;

    /// <summary>Every packet of this kind is also of the other.</summary>
    public bool Implies(PacketKind other) =>
        (other.EthType is null || other.EthType == EthType)
        && (other.IpProto is null || other.IpProto == IpProto)
        && (other.Parts & ~Parts) == 0;

    /// <summary>Packets of both kinds; false when there are none.</summary>
    public bool TryIntersect(PacketKind other, out PacketKind both)
    {
        both = new(EthType ?? other.EthType, IpProto ?? other.IpProto, Parts | other.Parts);
        return (EthType is null || other.EthType is null || EthType == other.EthType)
            && (IpProto is null || other.IpProto is null || IpProto == other.IpProto);
    }
}
