using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>nat(src=1.2.3.4-1.2.3.9:1024-65535,random)</c> (format_odp_ct_nat in lib/odp-util.c).</summary>
internal static class NatFormatter
{
    private static readonly AttributePolicy[] Policy =
    [
        AttributePolicy.Unlisted,
        AttributePolicy.Any,
        AttributePolicy.Any,
        new(4, 16),
        new(4, 16),
        AttributePolicy.Exactly(2),
        AttributePolicy.Exactly(2),
        AttributePolicy.Any,
        AttributePolicy.Any,
        AttributePolicy.Any,
    ];

    /// <summary>Writes the part; false if it is malformed, which is written instead.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> value)
    {
        if (!NestedAttributes.TryParse(value, Policy, out var nat))
        {
            sink.Put("nat(error: nl_parse_nested() failed.)");
            return false;
        }

        if (Fault(nat) is { } fault)
        {
            sink.Put(fault);
            return false;
        }

        sink.Put("nat");
        bool source = nat.Has((int)NatAttr.Source);
        if (source || nat.Has((int)NatAttr.Destination))
        {
            sink.Put(source ? "(src" : "(dst");
            Range(sink, nat);
            sink.Put(',');
            Flag(sink, nat, NatAttr.Persistent, "persistent,");
            Flag(sink, nat, NatAttr.ProtoHash, "hash,");
            Flag(sink, nat, NatAttr.ProtoRandom, "random,");
            sink.Chomp(',').Put(')');
        }

        return true;
    }

    private static void Flag(TextSink sink, in NestedAttributes nat, NatAttr flag, string text)
    {
        if (nat.Has((int)flag))
        {
            sink.Put(text);
        }
    }

    private static void Range(TextSink sink, in NestedAttributes nat)
    {
        var low = nat[(int)NatAttr.IpMin];
        var high = nat[(int)NatAttr.IpMax];
        if (low.IsEmpty)
        {
            return;
        }

        ushort portLow = Port(nat, NatAttr.ProtoMin), portHigh = Port(nat, NatAttr.ProtoMax);
        Address(sink.Put('='), low, portLow != 0);
        if (high.IndexOfAnyExcept((byte)0) >= 0 && !high.SequenceEqual(low))
        {
            Address(sink.Put('-'), high, portLow != 0);
        }

        if (portLow != 0)
        {
            sink.Put(':').Number(portLow);
            if (portHigh != 0 && portHigh != portLow)
            {
                sink.Put('-').Number(portHigh);
            }
        }
    }

    private static void Address(TextSink sink, ReadOnlySpan<byte> address, bool bracket)
    {
        if (address.Length == 4)
        {
            sink.Ipv4(address);
        }
        else if (bracket)
        {
            sink.Put('[').Ipv6(address).Put(']');
        }
        else
        {
            sink.Ipv6(address);
        }
    }

    private static ushort Port(in NestedAttributes nat, NatAttr which) => nat.Has((int)which) ? ReadUInt16LittleEndian(nat[(int)which]) : (ushort)0;

    private static string? Fault(in NestedAttributes nat)
    {
        bool source = nat.Has((int)NatAttr.Source), destination = nat.Has((int)NatAttr.Destination);
        bool low = nat.Has((int)NatAttr.IpMin), high = nat.Has((int)NatAttr.IpMax);
        bool portLow = nat.Has((int)NatAttr.ProtoMin), portHigh = nat.Has((int)NatAttr.ProtoMax);
        bool flags = nat.Has((int)NatAttr.Persistent) || nat.Has((int)NatAttr.ProtoHash) || nat.Has((int)NatAttr.ProtoRandom);
        if (!source && !destination && (low || high || portLow || portHigh || flags))
        {
            return "nat(error: options allowed only with \"src\" or \"dst\")";
        }

        if (source && destination)
        {
            return "nat(error: Only one of \"src\" or \"dst\" may be present.)";
        }

        if (!low && portLow)
        {
            return "nat(error: proto but no IP.)";
        }

        if (!low && high || !portLow && portHigh)
        {
            return "nat(error: range max without min.)";
        }

        int size = nat[(int)NatAttr.IpMin].Length;
        if (low && size is not (4 or 16) || low && high && nat[(int)NatAttr.IpMax].Length != size)
        {
            return "nat(error: IP address sizes do not match)";
        }

        var max = nat[(int)NatAttr.IpMax];
        bool wrongAddresses = max.IndexOfAnyExcept((byte)0) >= 0 && nat[(int)NatAttr.IpMin].SequenceCompareTo(max) > 0;
        bool wrongPorts = Port(nat, NatAttr.ProtoMax) != 0 && Port(nat, NatAttr.ProtoMin) > Port(nat, NatAttr.ProtoMax);
        return wrongAddresses || wrongPorts ? "nat(range error)" : null;
    }
}
