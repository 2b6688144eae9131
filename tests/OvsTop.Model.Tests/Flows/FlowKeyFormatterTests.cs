using static OvsTop.Model.Tests.Flows.Attributes;

namespace OvsTop.Model.Tests.Flows;

public sealed class FlowKeyFormatterTests
{
    private static readonly byte[] Ethernet = Of(KeyAttr.Ethernet, Hex("020000000001020000000002"));

    [Theory]
    [InlineData("", "<empty>", -1)]
    [InlineData("0800140001000000", "recirc_id(0x1)", -1)]
    [InlineData("080014000100", "<empty>,***6 leftover bytes*** (080014000100)", 0)]
    [InlineData("08001400010000000900", "recirc_id(0x1),***2 leftover bytes*** (0900)", 8)]
    [InlineData("0600140001000000", "(bad key length 2, expected 4)(01 00)", 0)]
    [InlineData("06002000abcd0000", "key32(ab cd)", -1)]
    [InlineData("0400ff0f", "key4095()", -1)]
    [InlineData("0700150001020300", "mpls((bad key length 3)", 0)]
    [InlineData("060005000000000006000600080000000400010000000000", "vlan(vid=0,pcp=0,cfi=0),eth_type(0x0800),encap(),<x>", 20)]
    public void Odd_bytes_are_written_as_dpctl_writes_them(string hex, string expected, int malformed)
    {
        var sink = new TextSink();
        Assert.Equal(malformed, FlowKeyFormatter.Format(sink, Hex(hex)));
        Assert.Equal(expected.Replace("<x>", "***4 leftover bytes*** (00000000)", StringComparison.Ordinal), sink.ToString());
    }

    [Fact]
    public void A_wildcarded_ethernet_header_is_shown_unless_there_is_a_packet_type()
    {
        byte[] any = Of(KeyAttr.Ethernet, new byte[12]);
        byte[] type = Of(KeyAttr.PacketType, Be32(0));
        Assert.Equal("eth()", FlowKeyFormatter.ToText(Ethernet, any, KeyStyle.Brief));
        Assert.Equal("packet_type(ns=0,id=0)", FlowKeyFormatter.ToText(Join(type, Ethernet), Join(Of(KeyAttr.PacketType, Be32(0xffffffff)), any), KeyStyle.Brief));
        Assert.Equal("eth()", FlowKeyFormatter.ToText(Join(type, Ethernet), Join(type, any), KeyStyle.Brief));
    }

    [Fact]
    public void A_mask_for_a_missing_ethernet_type_is_shown()
    {
        string text = FlowKeyFormatter.ToText(Ethernet, Of(KeyAttr.EtherType, Be16(0xffff)), KeyStyle.Brief);
        Assert.Equal("eth(),eth_type(0/0xffff)", text);
        NetlinkWriter key = new(), mask = new();
        Assert.True(FlowKeyParser.TryParse(text, null, key, mask, out _));
        Assert.Equal(text, FlowKeyFormatter.ToText(key.Written, mask.Written, KeyStyle.Brief));
    }

    [Theory]
    [InlineData(0x21u, 0xffffffffu, "ct_state(new|trk)", "ct_state(0x21)")]
    [InlineData(0x21u, 0x23u, "ct_state(+new-est+trk)", "ct_state(0x21/0x23)")]
    [InlineData(0x0u, 0x20u, "ct_state(-trk)", "ct_state(0/0x20)")]
    public void Ct_state_depends_on_mask_and_style(uint state, uint bits, string brief, string verbose)
    {
        byte[] key = Of(KeyAttr.CtState, U32(state)), mask = Of(KeyAttr.CtState, U32(bits));
        Assert.Equal(brief, FlowKeyFormatter.ToText(key, mask, KeyStyle.Brief));
        Assert.Equal(verbose, FlowKeyFormatter.ToText(key, mask));
    }

    [Fact]
    public void A_tunnel_shows_its_options_and_masked_flags()
    {
        byte[] key = Of(KeyAttr.Tunnel,
            Of((int)TunnelAttr.Id, Hex("000000000000002a")),
            Of((int)TunnelAttr.Ipv4Source, Be32(0x0a000001)),
            Of((int)TunnelAttr.Checksum),
            Of((int)TunnelAttr.GeneveOptions, Hex("0102800100010002")),
            Of((int)TunnelAttr.VxlanOptions, Of(1, U32(0x080010))),
            Of((int)TunnelAttr.ErspanOptions, Hex("020000000000000000000078")));
        const string Options = "geneve({class=0x102,type=0x80,len=4,0x10002}),vxlan(gbp(id=16,flags=0x8)),erspan(ver=2,dir=1,hwid=0x7)";
        Assert.Equal($"tunnel(tun_id=0x2a,src=10.0.0.1,{Options},flags(csum|key))", FlowKeyFormatter.ToText(key));
        byte[] mask = Of(KeyAttr.Tunnel, Of((int)TunnelAttr.Id, Hex("ffffffffffffffff")), Of((int)TunnelAttr.DontFragment), Of((int)TunnelAttr.Checksum));
        Assert.Equal("tunnel(tun_id=0x2a,geneve({}),vxlan(gbp()),erspan(),flags(-df+csum+key))", FlowKeyFormatter.ToText(key, mask, KeyStyle.Brief));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", "::")]
    [InlineData("00000000000000000000000000000001", "::1")]
    [InlineData("20010db8000000000000000000000000", "2001:db8::")]
    [InlineData("20010db8000000010000000000000001", "2001:db8:0:1::1")]
    [InlineData("00010002000300040005000600070008", "1:2:3:4:5:6:7:8")]
    [InlineData("00010000000300000000000600000000", "1:0:3::6:0:0")]
    [InlineData("00000000000000000000ffff01020304", "::ffff:1.2.3.4")]
    [InlineData("00000000000000000000000001020304", "::1.2.3.4")]
    [InlineData("00010000000200030004000500060007", "1:0:2:3:4:5:6:7")]
    public void Ipv6_addresses_are_written_as_inet_ntop_writes_them(string hex, string expected) =>
        Assert.Equal(expected, new TextSink().Ipv6(Hex(hex)).ToString());

    [Fact]
    public void What_the_daemons_parser_does_not_know_is_left_out_for_a_trace()
    {
        byte[] key = Join(
            Of(KeyAttr.InPort, U32(2)),
            Of(KeyAttr.CtTupleIpv6, new byte[16], new byte[16], Be16(1), Be16(2), [6, 0, 0, 0]),
            Of(KeyAttr.Ipv6ExtensionHeaders, U16(0)),
            Of(KeyAttr.Nsh, Of((int)NshAttr.Base, Hex("0102020300000510"))),
            Of(77, [1]));
        var ports = new PortNames();
        ports.Set(2, "vm1");
        Assert.Equal(
            "in_port(2),ct_tuple6(src=::,dst=::,proto=6,tp_src=1,tp_dst=2),nsh(flags=1,mdtype=2,np=3,spi=0x5,si=16)",
            FlowKeyFormatter.ToText(key, default, KeyStyle.Trace, ports));
        Assert.Equal(
            "in_port(vm1),ct_tuple6(src=::,dst=::,proto=6,src_port=1,dst_port=2),key32(00 00),nsh(flags=1,ttl=2,mdtype=2,np=3,spi=0x5,si=16),key77(01)",
            FlowKeyFormatter.ToText(key, default, KeyStyle.Verbose, ports));
    }

    [Theory]
    [InlineData("in_port(2),foo(1)", 11, "unknown attribute \"foo\"")]
    [InlineData("in_port(nope)", 8, "unknown port \"nope\"")]
    [InlineData("ipv4(src=10.0.0.300)", 18, "part of an IPv4 address above 255")]
    [InlineData("ipv4(source=1)", 5, "unknown field; one of src dst proto tos ttl frag")]
    [InlineData("ct_state(+new+bogus)", 14, "unknown flag \"bogus\"")]
    [InlineData("tcp(src=70000)", 8, "number above 65535")]
    [InlineData("eth(src=00:11)", 13, "expected a MAC address")]
    [InlineData("in_port(2) and more", 10, "expected an attribute, name(…)")]
    [InlineData("recirc_id(1", 11, "expected \")\"")]
    [InlineData("ufid:12, in_port(1)", 5, "expected a ufid of 36 characters")]
    public void A_fault_in_a_flow_is_named_with_its_place(string text, int offset, string message)
    {
        Assert.False(FlowKeyParser.TryParse(text, null, new(), new(), out var error));
        Assert.Equal(new TextError(offset, message), error);
    }
}
