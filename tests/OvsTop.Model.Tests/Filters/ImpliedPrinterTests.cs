using OvsTop.Model.Filters;

namespace OvsTop.Model.Tests.Filters;

public sealed class ImpliedPrinterTests
{
    [Theory]
    [InlineData("tp_dst=80", "[(tcp or udp or sctp or tcp6 or udp6 or sctp6) and ]tp_dst=80")]
    [InlineData("ip and tp_dst=80", "ip,[(tcp or udp or sctp) and ]tp_dst=80")]
    [InlineData("tcp,tp_dst=80", "tcp,tp_dst=80")]
    [InlineData("tp_dst=80,tcp6", "tp_dst=80,tcp6")]
    [InlineData("nw_src=10.0.0.1,nw_dst=10.0.0.2", "[ip and ]nw_src=10.0.0.1,nw_dst=10.0.0.2")]
    [InlineData("nw_src=10.0.0.1 or arp_spa=10.0.0.1", "[(][ip and ]nw_src=10.0.0.1[)] or [(][(arp or rarp) and ]arp_spa=10.0.0.1[)]")]
    [InlineData("not tcp_flags=+syn", "not [(][(tcp or tcp6) and ]tcp_flags=+syn[)]")]
    [InlineData("nd_target=fe80::1", "[icmp6 and ]nd_target=fe80::1")]
    [InlineData("ip and ct_nw_src=10.0.0.1", "ip,[ct_state=+trk and ]ct_nw_src=10.0.0.1")]
    [InlineData("dl_vlan=5,dl_src=00:00:00:00:00:01", "dl_vlan=5,dl_src=00:00:00:00:00:01")]
    [InlineData("dl_vlan_pcp=3", "[vlan and ]dl_vlan_pcp=3")]
    [InlineData("round:in_port=1", "round:in_port=1")]
    [InlineData("tcp and (tp_dst=80 or udp_src=1)", "tcp and (tp_dst=80 or udp_src=1)")]
    public void Prerequisites_are_shown_where_the_filter_does_not_say_them(string text, string printed)
    {
        var pieces = ImpliedPrinter.Print(Filter.Parse(text).Filter!);

        Assert.Equal(printed, string.Concat(pieces.Select(p => p.IsImplied ? $"[{p.Text}]" : p.Text)));
        Assert.NotNull(Filter.Parse(string.Concat(pieces.Select(p => p.Text))).Filter);
    }

    [Fact]
    public void Each_implication_is_explained_once()
    {
        var filter = Filter.Parse("tp_dst=80 or tp_dst=443 or nw_ttl<5").Filter!;

        Assert.Equal(
            ["tp_dst needs (tcp or udp or sctp or tcp6 or udp6 or sctp6)", "nw_ttl needs (ip or ipv6)"],
            ImpliedPrinter.Explain(filter));
    }
}
