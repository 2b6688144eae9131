using System.Globalization;
using OvsTop.Model.Flows;

namespace OvsTop.Model.Talkers;

/// <summary>The packets of a talker as a filter of pcap (pcap-filter(7)), as tcpdump and <c>retis collect -f</c> take it.</summary>
public static class PcapFilter
{
    /// <summary>
    /// The filter; null for what is no part of a packet: its port, its recirculation id, conntrack state, tunnel and type of upcall. Tags are left out: an
    /// skb carries the outer one beside the packet.
    /// </summary>
    public static string? Of(in TalkerKey key)
    {
        if (key.Kind is TalkerKind.Unreadable)
        {
            return null;
        }

        string value = key.Value.ToString(CultureInfo.InvariantCulture);
        return (key.Dimension, key.Kind) switch
        {
            (TalkerDimension.EthType, TalkerKind.Number) => $"ether proto 0x{key.Value:x4}",
            (TalkerDimension.IpProto, TalkerKind.Number) => $"(ip proto {value} or ip6 proto {value})",
            (TalkerDimension.Source, not TalkerKind.None) => Host("src", key.Kind, key.Source),
            (TalkerDimension.Destination, not TalkerKind.None) => Host("dst", key.Kind, key.Source),
            (TalkerDimension.Flow, not TalkerKind.None) => Flow(key),
            _ => null,
        };
    }

    private static string Flow(in TalkerKey key)
    {
        string hosts = $"{Host("src", key.Kind, key.Source)} and {Host("dst", key.Kind, key.Destination)}";
        switch (key.Kind)
        {
            case TalkerKind.Arp:
                return $"{hosts} and arp[6:2] = {key.Value}";
            case TalkerKind.Mac:
                return $"ether proto 0x{key.Value:x4} and {hosts}";
        }

        bool isIpv6 = key.Kind is TalkerKind.Ipv6;
        string protocol = TalkerText.ProtocolName(key.Protocol, isIpv6) ?? (isIpv6 ? $"ip6 proto {key.Protocol}" : $"ip proto {key.Protocol}");
        uint source = key.Value >> 16, destination = key.Value & 0xffff;
        return (key.Protocol, isIpv6) switch
        {
            // Zero stands for a later fragment, too, which has no ports.
            (6 or 17 or 132, _) when key.Value != 0 => $"{protocol} and {hosts} and src port {source} and dst port {destination}",
            (1, false) when key.Value != 0 => $"icmp and {hosts} and icmp[0] = {key.Value >> 8} and icmp[1] = {key.Value & 0xff}",

            // libpcap has no icmp6[...] before 1.9.0; the header follows the fixed one of 40 bytes where there are no extensions.
            (58, true) when key.Value != 0 => $"icmp6 and {hosts} and ip6[40] = {key.Value >> 8} and ip6[41] = {key.Value & 0xff}",
            _ => $"{protocol} and {hosts}",
        };
    }

    private static string Host(string side, TalkerKind kind, UInt128 address)
    {
        var sink = new TextSink(64);
        TalkerText.Address(sink, kind, address);
        return kind switch
        {
            TalkerKind.Mac => $"ether {side} {sink}",
            TalkerKind.Arp => $"arp {side} host {sink}",
            TalkerKind.Ipv6 => $"ip6 {side} host {sink}",
            _ => $"ip {side} host {sink}",
        };
    }
}
