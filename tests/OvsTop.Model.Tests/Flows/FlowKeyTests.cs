using static OvsTop.Model.Tests.Flows.Attributes;

namespace OvsTop.Model.Tests.Flows;

public sealed class FlowKeyTests
{
    [Fact]
    public void The_key_of_a_reply_through_conntrack_is_decoded()
    {
        var flow = CapturedFlow.All.First(f => f.Ufid == "27ddb93e-8204-4cb8-b4b7-631eb696667a");
        Assert.True(FlowKey.Decode(flow.Key, out var key));
        Assert.Equal(8u, key.RecircId);
        Assert.Equal(1u, key.InPort);
        Assert.Equal(CtStates.Tracked | CtStates.Reply | CtStates.Established, key.CtState);
        Assert.Equal(1, key.CtZone);
        Assert.Equal(0x02000000000bUL, key.EthSource);
        Assert.Equal(0x02000000000aUL, key.EthDestination);
        Assert.Equal(0x0800, key.EtherType);
        Assert.Equal(0x0a580002u, key.Ipv4Source);
        Assert.Equal(0x0a580001u, key.Ipv4Destination);
        Assert.Equal(6, key.IpProto);
        Assert.Equal(64, key.IpTtl);
        Assert.Equal(5201, key.SourcePort);
        Assert.Equal(50314, key.DestinationPort);
        Assert.Equal(0x12, key.TcpFlags);
        Assert.Equal(0x0a580001u, key.CtIpv4Source);
        Assert.Equal(50314, key.CtSourcePort);
        Assert.Equal(6, key.CtProto);
        Assert.True(key.Has(KeyAttr.CtTupleIpv4));
        Assert.False(key.Has(KeyAttr.Udp));
        Assert.Equal(0, key.VlanCount);
    }

    [Fact]
    public void Every_recorded_key_and_mask_is_understood_to_its_last_byte()
    {
        Assert.True(CapturedFlow.All.Count > 5000);
        Assert.All(CapturedFlow.All, flow =>
        {
            Assert.True(FlowKey.Decode(flow.Key, out var key));
            Assert.Equal(0, key.UnknownAttributes);
            Assert.True(FlowKey.Decode(flow.Mask, out var mask));
            Assert.Equal(0, mask.UnknownAttributes);
        });
    }

    [Fact]
    public void Two_vlan_tags_are_unwrapped()
    {
        byte[] bytes = Join(
            Of(KeyAttr.InPort, U32(3)),
            Of(KeyAttr.EtherType, Be16(0x88a8)),
            Of(KeyAttr.Vlan, Be16(0x700a)),
            Of(KeyAttr.Encap,
                Of(KeyAttr.EtherType, Be16(0x8100)),
                Of(KeyAttr.Vlan, Be16(0x1014)),
                Of(KeyAttr.Encap, Of(KeyAttr.EtherType, Be16(0x0800)), Of(KeyAttr.Ipv4, Be32(0x01020304), Be32(0x05060708), [17, 1, 64, 2]))));
        Assert.True(FlowKey.Decode(bytes, out var key));
        Assert.Equal(2, key.VlanCount);
        Assert.Equal(new VlanTag(0x88a8, 0x700a), key.Vlan);
        Assert.Equal(3, key.Vlan.Pcp);
        Assert.Equal(10, key.Vlan.Vid);
        Assert.Equal(new VlanTag(0x8100, 0x1014), key.InnerVlan);
        Assert.Equal(0x0800, key.EtherType);
        Assert.Equal(0x05060708u, key.Ipv4Destination);
        Assert.Equal(FragType.Later, key.IpFrag);
    }

    [Fact]
    public void A_third_encapsulation_is_malformed()
    {
        byte[] third = Of(KeyAttr.Encap, Of(KeyAttr.InPort, U32(1)));
        Assert.False(FlowKey.Decode(Of(KeyAttr.Encap, Of(KeyAttr.Encap, third)), out var key));
        Assert.Equal(8, key.MalformedOffset);
        Assert.Equal(0u, key.InPort);
    }

    [Fact]
    public void A_tunnel_is_decoded_and_its_geneve_options_located()
    {
        byte[] options = [0x01, 0x02, 0x80, 0x01, 0, 1, 0, 2];
        byte[] bytes = Join(
            Of(KeyAttr.RecircId, U32(0)),
            Of(KeyAttr.Tunnel,
                Of((int)TunnelAttr.Id, [0, 0, 0, 0, 0, 0, 0, 42]),
                Of((int)TunnelAttr.Ipv4Source, Be32(0x0a000001)),
                Of((int)TunnelAttr.Ttl, [64]),
                Of((int)TunnelAttr.Checksum),
                Of((int)TunnelAttr.DestinationPort, Be16(6081)),
                Of((int)TunnelAttr.VxlanOptions, Of(1, U32(0x10002))),
                Of((int)TunnelAttr.GeneveOptions, options)),
            Of(KeyAttr.InPort, U32(5)));
        Assert.True(FlowKey.Decode(bytes, out var key));
        Assert.Equal(42u, key.Tunnel.Id);
        Assert.Equal(0x0a000001u, key.Tunnel.Ipv4Source);
        Assert.Equal(64, key.Tunnel.Ttl);
        Assert.Equal(6081, key.Tunnel.DestinationPort);
        Assert.Equal(0x10002u, key.Tunnel.VxlanGroupPolicy);
        Assert.True(key.Tunnel.Has(TunnelAttr.Checksum));
        Assert.False(key.Tunnel.Has(TunnelAttr.DontFragment));
        Assert.Equal(options, bytes.AsSpan(key.Tunnel.GeneveOffset, key.Tunnel.GeneveLength).ToArray());
        Assert.Equal(5u, key.InPort);
    }

    [Fact]
    public void What_follows_an_attribute_of_the_wrong_length_is_still_read()
    {
        Assert.False(FlowKey.Decode(Join(Of(KeyAttr.RecircId, U32(4)), Of(KeyAttr.Ipv4, [1, 2, 3]), Of(KeyAttr.InPort, U32(9))), out var key));
        Assert.Equal(8, key.MalformedOffset);
        Assert.Equal(4u, key.RecircId);
        Assert.Equal(9u, key.InPort);
        Assert.False(key.Has(KeyAttr.Ipv4));
    }

    [Fact]
    public void The_extension_headers_of_newer_kernels_are_known_and_others_counted()
    {
        Assert.True(FlowKey.Decode(Join(Of(KeyAttr.Ipv6ExtensionHeaders, U16(0x21)), Of(33, [1, 2]), Of(77)), out var key));
        Assert.Equal(0x21, key.Ipv6ExtensionHeaders);
        Assert.Equal(2, key.UnknownAttributes);
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        byte[] bytes = CapturedFlow.All.First(f => f.Key.Length == 160).Key;
        FlowKey.Decode(bytes, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            FlowKey.Decode(bytes, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
