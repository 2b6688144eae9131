using System.Buffers.Binary;
using System.Globalization;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>What is different in a round's key from the one before: what conntrack, NAT and actions did to the packet.</summary>
internal static class KeyChanges
{
    private static readonly (string Name, Func<FlowKey, string> Value)[] Fields =
    [
        ("ct_state", key => Ct(key.CtState)),
        ("ct_zone", key => Text(key.CtZone)),
        ("ct_mark", key => $"0x{key.CtMark:x}"),
        ("dp_hash", key => $"0x{key.DpHash:x}"),
        ("nw_src", key => key.Has(KeyAttr.Ipv4) ? Ipv4(key.Ipv4Source) : ""),
        ("nw_dst", key => key.Has(KeyAttr.Ipv4) ? Ipv4(key.Ipv4Destination) : ""),
        ("ipv6_src", key => key.Has(KeyAttr.Ipv6) ? Ipv6(key.Ipv6Source) : ""),
        ("ipv6_dst", key => key.Has(KeyAttr.Ipv6) ? Ipv6(key.Ipv6Destination) : ""),
        ("tp_src", key => Text(key.SourcePort)),
        ("tp_dst", key => Text(key.DestinationPort)),
    ];

    /// <summary>The changes, three blanks apart; empty when there are none.</summary>
    public static string Of(FlowKey before, FlowKey now) => string.Join("   ", Fields
        .Select(field => (field.Name, Before: field.Value(before), Now: field.Value(now)))
        .Where(field => field.Before != field.Now)
        .Select(field => $"{field.Name} {(field.Before.Length == 0 ? "–" : field.Before)} → {(field.Now.Length == 0 ? "–" : field.Now)}"));

    /// <summary>+new+trk; a dash for a packet that is not tracked.</summary>
    public static string Ct(CtStates states) => states == CtStates.None ? "–" : "+" + TraceWords.Of(states).Replace('|', '+');

    private static string Ipv4(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new TextSink().Ipv4(bytes).ToString();
    }

    private static string Ipv6(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return new TextSink().Ipv6(bytes).ToString();
    }

    private static string Text(ushort number) => number.ToString(CultureInfo.InvariantCulture);
}
