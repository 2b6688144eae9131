using OvsTop.Model.Talkers;

namespace OvsTop.Model.Tests.Talkers;

/// <summary>All of these were compiled by libpcap.</summary>
public sealed class PcapFilterTests
{
    private static readonly UInt128 Six = new(0x20010db800000000, 1);

    [Fact]
    public void A_flow_is_protocol_addresses_and_ports()
    {
        Assert.Equal("tcp and ip src host 10.0.0.1 and ip dst host 10.0.0.2 and src port 40000 and dst port 80", Flow(TalkerKind.Ipv4, 6, 40_000u << 16 | 80));
        Assert.Equal("udp and ip src host 10.0.0.1 and ip dst host 10.0.0.2", Flow(TalkerKind.Ipv4, 17, 0));
        Assert.Equal("icmp and ip src host 10.0.0.1 and ip dst host 10.0.0.2 and icmp[0] = 8 and icmp[1] = 0", Flow(TalkerKind.Ipv4, 1, 0x0800));
        Assert.Equal("ip proto 47 and ip src host 10.0.0.1 and ip dst host 10.0.0.2", Flow(TalkerKind.Ipv4, 47, 0));
        Assert.Equal("arp src host 10.0.0.1 and arp dst host 10.0.0.2 and arp[6:2] = 1", Flow(TalkerKind.Arp, 0, 1));
        Assert.Equal("ether proto 0x88cc and ether src 00:00:0a:00:00:01 and ether dst 00:00:0a:00:00:02", Flow(TalkerKind.Mac, 0, 0x88cc));
        Assert.Equal(
            "icmp6 and ip6 src host 2001:db8::1 and ip6 dst host 2001:db8::1 and ip6[40] = 135 and ip6[41] = 0",
            PcapFilter.Of(new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv6, 58, 135u << 8, Six, Six)));
    }

    [Fact]
    public void Parts_of_a_packet_have_a_filter_and_what_is_around_it_has_none()
    {
        Assert.Equal("ether proto 0x0806", PcapFilter.Of(new TalkerKey(TalkerDimension.EthType, TalkerKind.Number, 0x0806)));
        Assert.Equal("(ip proto 17 or ip6 proto 17)", PcapFilter.Of(new TalkerKey(TalkerDimension.IpProto, TalkerKind.Number, 17)));
        Assert.Equal("ip src host 10.0.0.1", PcapFilter.Of(new TalkerKey(TalkerDimension.Source, TalkerKind.Ipv4, 0, 0, 0x0a000001, 0)));
        Assert.Equal("ip6 dst host 2001:db8::1", PcapFilter.Of(new TalkerKey(TalkerDimension.Destination, TalkerKind.Ipv6, 0, 0, Six, 0)));
        Assert.Null(PcapFilter.Of(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, 2)));
        Assert.Null(PcapFilter.Of(new TalkerKey(TalkerDimension.RecircId, TalkerKind.Number, 4)));
        Assert.Null(PcapFilter.Of(new TalkerKey(TalkerDimension.TunnelSource, TalkerKind.Ipv4, 0, 0, 0x0a000001, 0)));
        Assert.Null(PcapFilter.Of(new TalkerKey(TalkerDimension.Flow, TalkerKind.Unreadable, 0)));
    }

    private static string? Flow(TalkerKind kind, byte protocol, uint value) => PcapFilter.Of(new TalkerKey(TalkerDimension.Flow, kind, protocol, value, 0x0a000001, 0x0a000002));
}
