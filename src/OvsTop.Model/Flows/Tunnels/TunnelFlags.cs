namespace OvsTop.Model.Flows;

/// <summary>Bits of <c>flags(…)</c> in a tunnel: FLOW_TNL_F_* of openvswitch/packets.h.</summary>
internal static class TunnelFlags
{
    /// <summary>OAM frame.</summary>
    public const uint Oam = 1;

    /// <summary>Set when a tunnel id is in the key.</summary>
    public const uint Key = 8;

    /// <summary>All of them.</summary>
    public const uint All = 15;

    /// <summary>The bit of a flag attribute, or 0.</summary>
    public static uint Of(TunnelAttr type) => type switch
    {
        TunnelAttr.Oam => Oam,
        TunnelAttr.DontFragment => 2,
        TunnelAttr.Checksum => 4,
        _ => 0,
    };
}
