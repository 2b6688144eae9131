using System.Globalization;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Talkers;

/// <summary>The filter that a talker's upcalls, and no others, pass.</summary>
public static class TalkerFilter
{
    /// <summary>Its text; null when the filter language has no words for it.</summary>
    /// <param name="key">The talker.</param>
    /// <param name="portName">Name of the port, if it can be used for its number.</param>
    public static string? Of(in TalkerKey key, string? portName = null)
    {
        if (key.Kind is TalkerKind.Unreadable)
        {
            return null;
        }

        string value = key.Value.ToString(CultureInfo.InvariantCulture);
        return (key.Dimension, key.Kind) switch
        {
            (TalkerDimension.TunnelSource, TalkerKind.None) => "not tunnel",
            (TalkerDimension.IpProto, TalkerKind.None) => "not ip and not ipv6",
            (_, TalkerKind.None) => null,
            (TalkerDimension.InPort, _) => $"in_port={portName ?? value}",
            (TalkerDimension.EthType, _) => $"dl_type=0x{key.Value:x4}",
            (TalkerDimension.IpProto, _) => $"(ip,nw_proto={value}) or (ipv6,nw_proto={value})",
            (TalkerDimension.RecircId, _) => $"recirc_id=0x{key.Value:x}",
            (TalkerDimension.CtState, _) => $"ct_state=0x{key.Value:x}",
            (TalkerDimension.UpcallType, _) => TalkerText.UpcallTypeName(key.Value) is { } type ? $"type={type}" : null,
            (TalkerDimension.Source, _) => Address(key, key.Source, "src", "arp_spa"),
            (TalkerDimension.Destination, _) => Address(key, key.Source, "dst", "arp_tpa"),
            (TalkerDimension.TunnelSource, TalkerKind.Ipv6) => $"tun_ipv6_src={Text(key.Kind, key.Source)}",
            (TalkerDimension.TunnelSource, _) when key.Source == 0 => null,
            (TalkerDimension.TunnelSource, _) => $"tunnel,tun_src={Text(key.Kind, key.Source)}",
            _ => Flow(key),
        };
    }

    private static string Address(in TalkerKey key, UInt128 address, string side, string arp)
    {
        string text = Text(key.Kind, address);
        return key.Kind switch
        {
            TalkerKind.Ipv4 => $"ip,nw_{side}={text}",
            TalkerKind.Ipv6 => $"ipv6,ipv6_{side}={text}",
            TalkerKind.Arp => $"{arp}={text}",
            _ => $"dl_{side}={text} and not (ip or ipv6 or arp or rarp)",
        };
    }

    private static string Flow(in TalkerKey key)
    {
        string source = Text(key.Kind, key.Source), destination = Text(key.Kind, key.Destination);
        switch (key.Kind)
        {
            case TalkerKind.Arp:
                return $"arp_spa={source},arp_tpa={destination},arp_op={key.Value}";
            case TalkerKind.Mac:
                return $"dl_src={source},dl_dst={destination},dl_type=0x{key.Value:x4}";
        }

        bool isIpv6 = key.Kind is TalkerKind.Ipv6;
        string addresses = isIpv6 ? $"ipv6_src={source},ipv6_dst={destination}" : $"nw_src={source},nw_dst={destination}";
        string plain = $"{(isIpv6 ? "ipv6" : "ip")},{addresses},nw_proto={key.Protocol}";
        var (token, first, second, shift) = (key.Protocol, isIpv6) switch
        {
            (1, false) => ("icmp", "icmp_type", "icmp_code", 8),
            (58, true) => ("icmp6", "icmpv6_type", "icmpv6_code", 8),
            (6 or 17 or 132, _) => (TalkerText.ProtocolName(key.Protocol, isIpv6) + (isIpv6 ? "6" : ""), "tp_src", "tp_dst", 16),
            _ => ("", "", "", 0),
        };
        return (token.Length, key.Value) switch
        {
            (0, _) => plain,

            // Zeros, or a later fragment, which has no such header.
            (_, 0) => $"{plain} and not ({token} and ({first}!=0 or {second}!=0))",
            _ => $"{token},{addresses},{first}={key.Value >> shift},{second}={key.Value & (1u << shift) - 1}",
        };
    }

    private static string Text(TalkerKind kind, UInt128 address)
    {
        var sink = new TextSink(48);
        TalkerText.Address(sink, kind, address);
        return sink.ToString();
    }
}
