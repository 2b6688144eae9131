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
        return (key.Protocol, isIpv6, key.Value) switch
        {
            // A later fragment has no ports, and of other protocols there are none.
            (_, _, 0) => plain,
            (1, false, _) => $"icmp,{addresses},icmp_type={key.Value >> 8},icmp_code={key.Value & 0xff}",
            (58, true, _) => $"icmp6,{addresses},icmpv6_type={key.Value >> 8},icmpv6_code={key.Value & 0xff}",
            (6 or 17 or 132, _, _) => $"{TalkerText.ProtocolName(key.Protocol, isIpv6)}{(isIpv6 ? "6" : "")},{addresses},tp_src={key.Value >> 16},tp_dst={key.Value & 0xffff}",
            _ => plain,
        };
    }

    private static string Text(TalkerKind kind, UInt128 address)
    {
        var sink = new TextSink(48);
        TalkerText.Address(sink, kind, address);
        return sink.ToString();
    }
}
