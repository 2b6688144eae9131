namespace OvsTop.Model.Filters.Fields;

/// <summary>How a field's value is written.</summary>
public enum ValueKind : byte
{
    /// <summary>A number, printed in decimal.</summary>
    Number,

    /// <summary>A number, printed in hexadecimal.</summary>
    Hexadecimal,

    /// <summary>An Ethernet address.</summary>
    Mac,

    /// <summary>An IPv4 address with optional prefix length or mask.</summary>
    Ipv4,

    /// <summary>An IPv6 address with optional prefix length or mask.</summary>
    Ipv6,

    /// <summary>A port name or a datapath port number.</summary>
    Port,

    /// <summary>Flags: <c>+set-clear</c>, <c>these|exactly</c> or a number; <see cref="FilterField.Names"/> by bit.</summary>
    Flags,

    /// <summary>One of <see cref="FilterField.Names"/>, by value.</summary>
    Choice,

    /// <summary>Fragment kind as ovs-fields(7) names it: no yes first later not_later.</summary>
    Fragment,

    /// <summary><c>(namespace,type)</c>.</summary>
    PacketType,

    /// <summary>A flow id.</summary>
    Ufid,

    /// <summary>Text, compared as a whole.</summary>
    Text,

    /// <summary>Text or bytes (0x..) looked for anywhere.</summary>
    Content,
}
