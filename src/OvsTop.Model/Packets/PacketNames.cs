namespace OvsTop.Model.Packets;

/// <summary>Names of numbers in packets.</summary>
internal static class PacketNames
{
    private const string FlagLetters = "FSRPAUEC";

    /// <summary>Name of an ICMP message, or null.</summary>
    public static string? Icmp(byte type) => type switch
    {
        0 => "echo reply",
        3 => "unreachable",
        5 => "redirect",
        8 => "echo request",
        11 => "time exceeded",
        _ => null,
    };

    /// <summary>Name of an ICMPv6 message, or null.</summary>
    public static string? Icmpv6(byte type) => type switch
    {
        1 => "unreachable",
        2 => "packet too big",
        3 => "time exceeded",
        128 => "echo request",
        129 => "echo reply",
        133 => "router solicitation",
        134 => "router advertisement",
        135 => "neighbor solicitation",
        136 => "neighbor advertisement",
        _ => null,
    };

    /// <summary>Name of an Ethernet type without a header known here, or null.</summary>
    public static string? EtherType(ushort type) => type switch
    {
        0x88cc => "lldp",
        0x8809 => "lacp",
        0x8902 => "cfm",
        0x894f => "nsh",
        _ => null,
    };

    /// <summary>TCP flags as letters, SYN first: S, SA, PA, FA, R; <c>none</c> without any.</summary>
    public static Flows.TextSink TcpFlags(this Flows.TextSink sink, byte flags)
    {
        if (flags == 0)
        {
            return sink.Put("none");
        }

        if ((flags & 2) != 0)
        {
            sink.Put('S');
        }

        for (int bit = 0; bit < 8; bit++)
        {
            if (bit != 1 && (flags >> bit & 1) != 0)
            {
                sink.Put(FlagLetters[bit]);
            }
        }

        return sink;
    }
}
