using OvsTop.Model.Filters;

namespace OvsTop.Model.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("in_port=1,tcp,nw_src=10.0.0.0/8,tp_dst=80", "in_port=1,tcp,nw_src=10.0.0.0/8,tp_dst=80")]
    [InlineData("in_port=vm1 && tcp", "in_port=vm1,tcp")]
    [InlineData("tcp tp_dst = 0x50", "tcp,tp_dst=80")]
    [InlineData("a_b=1", null)]
    [InlineData("nw_src=10.1.2.3/8", "nw_src=10.0.0.0/8")]
    [InlineData("nw_src=10.0.0.0/255.0.255.0", "nw_src=10.0.0.0/255.0.255.0")]
    [InlineData("ip_src=010.0.0.1", "nw_src=10.0.0.1")]
    [InlineData("ipv6_src=FE80::0/10", "ipv6_src=fe80::/10")]
    [InlineData("eth_src=1:2:3:4:5:6/ff:ff:ff:00:00:00", "dl_src=01:02:03:00:00:00/ff:ff:ff:00:00:00")]
    [InlineData("dl_src=*", "dl_src=*")]
    [InlineData("ct_state=+new-est", "ct_state=+new-est")]
    [InlineData("ct_state=trk|new", "ct_state=new|trk")]
    [InlineData("ct_state=0x21", "ct_state=new|trk")]
    [InlineData("ct_state=0x21/0x21", "ct_state=+new+trk")]
    [InlineData("ct_state=0", "ct_state=0x0")]
    [InlineData("tcp_flags=+syn-ack or tcp_flags=+[200]", "tcp_flags=+syn-ack or tcp_flags=+[200]")]
    [InlineData("not (tcp or udp)", "not (tcp or udp)")]
    [InlineData("!!tcp", "not not tcp")]
    [InlineData("(tcp and (udp and arp))", "tcp,udp,arp")]
    [InlineData("tcp and udp or arp", "tcp,udp or arp")]
    [InlineData("tcp and (udp or arp)", "tcp and (udp or arp)")]
    [InlineData("tp_dst in {80, 443, 8000..8080}", "tp_dst in {80, 443, 8000..8080}")]
    [InlineData("tp_dst=1..5", "tp_dst=1..5")]
    [InlineData("len>=1500 || len<64", "len>=1500 or len<64")]
    [InlineData("len==5", "len=5")]
    [InlineData("reg3[0..15]=0x1", "reg3=0x1/0xffff")]
    [InlineData("reg3[4]=1", "reg3=0x10/0x10")]
    [InlineData("reg3[]=1", "reg3=0x1")]
    [InlineData("packet_type=(1,0x800)", "packet_type=(1,0x800)")]
    [InlineData("in_port=\"my port\"", "in_port=\"my port\"")]
    [InlineData("in_port=\"7\"", "in_port=\"7\"")]
    [InlineData("payload=\"a\\\"b\\\\\"", "payload=\"a\\\"b\\\\\"")]
    [InlineData("bytes=0xAB00", "bytes=0xab00")]
    [InlineData("arp,nw_src=10.0.0.1,nw_proto=1", "arp,arp_spa=10.0.0.1,arp_op=1")]
    [InlineData("dl_type=0x806,nw_dst=10.0.0.0/8", "dl_type=0x806,arp_tpa=10.0.0.0/8")]
    [InlineData("dl_vlan=0xffff", "vlan_tci=0x0")]
    [InlineData("nw_frag=later,ip_frag=not_later,nw_frag=no", "nw_frag=later,nw_frag=not_later,nw_frag=no")]
    [InlineData("deleted=flow_limit", "deleted=FLOW_LIMIT")]
    [InlineData("reason=12", "deleted=12")]
    [InlineData("verdict=drop and table=60 and cookie=0x2f/0xff", "verdict=drop,table=60,cookie=0x2f/0xff")]
    [InlineData("round: tcp", "round:tcp")]
    [InlineData("  ", "")]
    [InlineData("round:", "round:")]
    [InlineData("tun_metadata3", "tun_metadata3=*")]
    [InlineData("ufid=52b17343-ba0a-4dd4-9a23-09680a262c22", "ufid=52b17343-ba0a-4dd4-9a23-09680a262c22")]
    [InlineData(",tcp,,udp,", "tcp,udp")]
    public void A_filter_has_one_normal_form(string text, string? normal)
    {
        var result = Filter.Parse(text);

        Assert.Equal(normal, result.Filter?.ToString());
        if (normal is not null)
        {
            Assert.Equal(result.Filter, Filter.Parse(normal).Filter);
        }
    }

    [Theory]
    [InlineData(
        "recirc_id(0x1),in_port(1),ct_state(+new+trk),packet_type(ns=0,id=0),eth_type(0x0800),ipv4(frag=no), packets:0, bytes:0, used:never, actions:ct(commit,zone=5),2",
        "recirc_id=0x1,in_port=1,ct_state=+new+trk,packet_type=(0,0x0),dl_type=0x800,nw_frag=no")]
    [InlineData(
        "ufid:52b17343-ba0a-4dd4-9a23-09680a262c22, recirc_id(0),dp_hash(0/0),skb_priority(0/0),in_port(p1),skb_mark(0/0),ct_state(0/0),"
        + "ct_zone(0/0),ct_mark(0/0),ct_label(0/0),packet_type(ns=0,id=0),eth(src=50:54:00:00:00:09/00:00:00:00:00:00,"
        + "dst=50:54:00:00:00:0a/00:00:00:00:00:00),eth_type(0x0800),ipv4(src=10.0.0.1/0.0.0.0,dst=10.0.0.2,proto=6/0,tos=0/0,ttl=64/0,"
        + "frag=no),tcp(src=8/0,dst=80/0),tcp_flags(0/0), packets:0, bytes:0, used:never, dp:ovs, actions:ct(zone=5),recirc(0x1)",
        "recirc_id=0x0,in_port=p1,packet_type=(0,0x0),dl_type=0x800,nw_dst=10.0.0.2,nw_frag=no")]
    [InlineData("in_port(2) or tcp", "in_port=2 or tcp")]
    [InlineData("verdict=drop and in_port(2),eth_type(0x0806),arp(sip=10.0.0.1,op=1/0xff)", "verdict=drop,in_port=2,dl_type=0x806,arp_spa=10.0.0.1,arp_op=0x1/0xff")]
    [InlineData("not (in_port(2),eth())", "not in_port=2")]
    [InlineData("in_port(2),eth_type(0x8100),vlan(vid=10,pcp=0),encap(eth_type(0x0800),ipv4(tos=0x2/0x3))", "in_port=2,vlan_tpid=0x8100,dl_vlan=10,dl_vlan_pcp=0,dl_type=0x800,nw_ecn=2")]
    [InlineData("tunnel(tun_id=0x2a,src=1.2.3.4,dst=4.3.2.1,ttl=64,tp_dst=4789,flags(-df+csum+key)),in_port(3)", "tun_id=0x2a,tun_src=1.2.3.4,tun_dst=4.3.2.1,tun_ttl=64,tun_tp_dst=4789,tun_flags=-df+csum+key,in_port=3")]
    [InlineData("ct_tuple4(src=10.0.0.1,dst=10.0.0.2,proto=6,tp_src=5,tp_dst=80)", "ct_nw_src=10.0.0.1,ct_nw_dst=10.0.0.2,ct_nw_proto=6,ct_tp_src=5,ct_tp_dst=80")]
    [InlineData("eth_type(0x86dd),ipv6(src=fe80::1,tclass=0,hlimit=64,frag=no),udp(src=53)", "dl_type=0x86dd,ipv6_src=fe80::1,nw_tos=0,nw_ecn=0,nw_ttl=64,nw_frag=no,udp_src=53")]
    public void A_pasted_datapath_flow_becomes_its_fields(string text, string normal)
    {
        var result = Filter.Parse(text);

        Assert.Equal(normal, result.Filter?.ToString() ?? result.Error!.Show(text));
        Assert.Equal(result.Filter, Filter.Parse(normal).Filter);
    }

    [Fact]
    public void What_a_pasted_flow_cannot_compare_is_said()
    {
        var result = Filter.Parse("tunnel(tun_id=0x1,geneve({class=0x102,type=0x80,len=4,0x00010002})),in_port(1),key32(0000)");

        Assert.Equal("tun_id=0x1,in_port=1", result.Filter?.ToString());
        Assert.Equal(["tunnel(geneve) is not compared", "key32 is not compared"], result.Warnings.Select(w => w.Message));
    }

    [Theory]
    [InlineData("in_port=vm1,tcp,nw_src=10.0.0.300", 23, 10, "10.0.0.300 is not an IPv4 address")]
    [InlineData("in_port=vm1,tpdst=80", 12, 5, "unknown field \"tpdst\" – did you mean tp_dst?")]
    [InlineData("tcp and nw_dst>10.0.0.1", 14, 1, "\">\" needs a number; for addresses use = with a mask: nw_dst=10.0.0.0/8")]
    [InlineData("ct_state=+new+bogus", 14, 5, "unknown ct_state flag; one of new est rel rpl inv trk snat dnat")]
    [InlineData("tcp and (tp_dst=80 or tp_dst=443", 8, 1, "this \"(\" is never closed")]
    [InlineData("tcp)", 3, 1, "there is no \"(\" for this \")\"")]
    [InlineData("tcp and", 4, 3, "nothing follows \"and\"")]
    [InlineData("tcp or", 4, 2, "nothing follows \"or\"")]
    [InlineData("not", 0, 3, "nothing follows \"not\"")]
    [InlineData("or tcp", 0, 2, "a field, a protocol or \"(\" is expected before \"or\"")]
    [InlineData("tcp=5", 3, 1, "tcp is a protocol and takes no value")]
    [InlineData("nw_src", 0, 6, "nw_src needs a value: nw_src=10.0.0.0/8")]
    [InlineData("tp_dst=", 6, 1, "tp_dst needs a value: tp_dst=80")]
    [InlineData("tp_dst=70000", 7, 5, "70000 is too large; the largest value is 65535")]
    [InlineData("tp_dst=0x10000", 7, 7, "0x10000 is too large; the largest value is 0xffff")]
    [InlineData("tp_dst=http", 7, 4, "http is not a number")]
    [InlineData("tp_dst=010", 7, 3, "010 may be octal or decimal; write it without the leading 0")]
    [InlineData("tp_dst=5..1", 7, 4, "the range is empty: write 1..5")]
    [InlineData("tp_dst>1..5", 7, 4, "\">\" takes one number, without mask or range")]
    [InlineData("nw_src=10.0.0.0/33", 16, 2, "33 is not a prefix length; 0 to 32")]
    [InlineData("nw_tos=3", 7, 1, "3 has ECN bits set; nw_tos is the DSCP times 4: use ip_dscp and nw_ecn")]
    [InlineData("nw_ecn=4", 7, 1, "4 is too large; the largest value is 3")]
    [InlineData("dl_vlan=5000", 8, 4, "5000 is too large; the largest value is 4095")]
    [InlineData("in_port=5/0xff", 10, 4, "in_port takes no mask")]
    [InlineData("verdict=lost", 8, 4, "lost is no verdict; one of output drop controller slow")]
    [InlineData("tp_dst in 80", 10, 2, "\"in\" needs a set: tp_dst in {80}")]
    [InlineData("tp_dst in {80, 443", 10, 1, "this \"{\" is never closed")]
    [InlineData("tp_dst in {80 443}", 14, 3, "\",\" or \"}\" expected in the set")]
    [InlineData("payload=\"abc", 8, 1, "this \" is never closed")]
    [InlineData("reg16=1", 0, 5, "reg needs a number from 0 to 15: reg0")]
    [InlineData("nshc0=1", 0, 5, "nsh_c needs a number from 1 to 4: nsh_c1")]
    [InlineData("reg0[0..32]=1", 0, 11, "bits of a field are written reg0[0..31]")]
    [InlineData("in_port[1]=1", 0, 10, "bits of in_port cannot be picked")]
    [InlineData("tcp & udp", 4, 1, "this character means nothing here; joints are and or not")]
    [InlineData("priority=5", 0, 8, "priority belongs to a flow, not to its match: leave it out")]
    [InlineData("ipv4(src=10.0.0.1,foo=1)", 18, 3, "ipv4(..) has no part \"foo\"")]
    [InlineData("ipv4(src=10.0.0.999)", 9, 10, "10.0.0.999 is not an IPv4 address")]
    [InlineData("ipv4(src=10.0.0.1", 4, 1, "this \"(\" is never closed")]
    [InlineData("in_port(2),encap(bogus)", 17, 5, "unknown datapath attribute \"bogus\"")]
    [InlineData("eth()", 0, 5, "this flow matches every packet: leave it out")]
    public void An_error_points_at_its_column(string text, int start, int length, string message)
    {
        var error = Filter.Parse(text).Error;

        Assert.NotNull(error);
        Assert.Equal((message, start, length), (error.Message, error.Span.Start, error.Span.Length));
    }

    [Theory]
    [InlineData("tcp,udp", 4, "no packet can match this beside the rest; for either write or between them")]
    [InlineData("arp,tp_dst=80", 4, "no packet can match this beside the rest")]
    [InlineData("vlan_vid=9", 0, "no packet has this: bit 0x1000 is set in every tag; write vlan_vid=0x1009 or dl_vlan=9")]
    public void A_filter_that_can_hardly_be_meant_is_doubted(string text, int start, string message)
    {
        var warning = Assert.Single(Filter.Parse(text).Warnings);

        Assert.Equal((message, start), (warning.Message, warning.Span.Start));
    }

    [Theory]
    [InlineData("tcp,tp_dst=80")]
    [InlineData("(tcp or udp6) and tp_dst=80")]
    [InlineData("not tcp and udp")]
    [InlineData("icmp6,icmp_type=135,nd_target=fe80::1")]
    [InlineData("dl_type=0x800,nw_proto=6,tcp_flags=+syn")]
    [InlineData("ip and nw_proto in {6, 17} and tp_src=53")]
    public void A_sensible_filter_is_not_doubted(string text) => Assert.Empty(Filter.Parse(text).Warnings);

    [Fact]
    public void Deep_nesting_and_long_texts_are_refused_not_followed()
    {
        string deep = new string('(', 5000) + "tcp" + new string(')', 3000);
        string nots = string.Concat(Enumerable.Repeat("not ", 2000)) + "tcp";
        string many = string.Join(" or ", Enumerable.Repeat("tcp", 1500));

        Assert.Equal("more than 64 levels of parentheses", Filter.Parse(deep).Error?.Message);
        Assert.Equal("more than 64 levels of not", Filter.Parse(nots).Error?.Message);
        Assert.Equal("more than 1024 comparisons", Filter.Parse(many[..8000]).Error?.Message);
        Assert.Equal("the filter is longer than 8192 characters", Filter.Parse(new string('x', 9000)).Error?.Message);
    }
}
