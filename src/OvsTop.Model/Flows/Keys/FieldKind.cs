namespace OvsTop.Model.Flows;

/// <summary>How one field of a key attribute is stored and printed (the format_* helpers of lib/odp-util.c).</summary>
internal enum FieldKind : byte
{
    /// <summary>Six bytes, colons.</summary>
    Mac,

    /// <summary>be32, dotted.</summary>
    Ipv4,

    /// <summary>16 bytes, inet_ntop.</summary>
    Ipv6,

    /// <summary>u8, decimal with hexadecimal mask.</summary>
    U8,

    /// <summary>u8, hexadecimal.</summary>
    U8Hex,

    /// <summary>be16, decimal with hexadecimal mask.</summary>
    Be16,

    /// <summary>be16, hexadecimal.</summary>
    Be16Hex,

    /// <summary>be32, hexadecimal, exact with its low 20 bits.</summary>
    Ipv6Label,

    /// <summary>be32, always printed as <c>0x…</c> without its mask (nd_reserved).</summary>
    Reserved,

    /// <summary>be64, <c>0x…</c>; omitted without mask unless verbose (tun_id).</summary>
    TunnelId,

    /// <summary>u8 enumeration, never partially masked.</summary>
    Frag,
}
