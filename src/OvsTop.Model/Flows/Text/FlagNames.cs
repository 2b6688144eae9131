using System.Numerics;

namespace OvsTop.Model.Flows;

/// <summary>Named bits as format_flags and format_flags_masked of lib/flow.c print them.</summary>
internal sealed class FlagNames(params string[] names)
{
    /// <summary>odp_ct_state_to_string.</summary>
    public static FlagNames CtState { get; } = new("new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat");

    /// <summary>packet_tcp_flag_to_string.</summary>
    public static FlagNames Tcp { get; } = new("fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[200]", "[400]", "[800]");

    /// <summary>flow_tun_flag_to_string, FLOW_TNL_F_*.</summary>
    public static FlagNames Tunnel { get; } = new("oam", "df", "csum", "key");

    /// <summary>slow_path_reason_to_string.</summary>
    public static FlagNames SlowPath { get; } = new("cfm", "bfd", "lacp", "stp", "lldp", "action", "match");

    /// <summary>Number of named bits, from bit 0 on.</summary>
    public int Count => names.Length;

    /// <summary>Name of a bit.</summary>
    public string this[int bit] => names[bit];

    /// <summary><c>syn|ack</c>; unnamed bits together as a number at the end.</summary>
    public void Format(TextSink sink, uint flags, char separator)
    {
        if (flags == 0)
        {
            sink.Put('0');
            return;
        }

        for (int bit = 0; bit < names.Length; bit++)
        {
            if ((flags >> bit & 1) != 0)
            {
                sink.Put(names[bit]).Put(separator);
            }
        }

        uint unnamed = flags >> names.Length << names.Length;
        if (unnamed != 0)
        {
            sink.Hex(unnamed).Put(separator);
        }

        sink.Chomp(separator);
    }

    /// <summary><c>+syn-ack</c> for the bits of the mask, or the unmasked form if it has all bits that count.</summary>
    public void FormatMasked(TextSink sink, uint flags, uint mask, uint all)
    {
        if (mask == all)
        {
            Format(sink, flags, '|');
            return;
        }

        if (mask == 0)
        {
            sink.Put("0/0");
            return;
        }

        for (; mask != 0; mask &= mask - 1)
        {
            int bit = BitOperations.TrailingZeroCount(mask);
            sink.Put((flags >> bit & 1) != 0 ? '+' : '-').Put(bit < names.Length ? names[bit] : "[Unknown]");
        }
    }
}
