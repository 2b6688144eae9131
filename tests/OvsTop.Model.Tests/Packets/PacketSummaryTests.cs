using OvsTop.Model.Packets;
using static OvsTop.Model.Tests.Packets.Frames;

namespace OvsTop.Model.Tests.Packets;

public sealed class PacketSummaryTests
{
    public static TheoryData<string, string> Packets => new()
    {
        { "tcp S 10.0.0.7:5555 > 10.1.0.100:80", Macs + "0800" + Ip4(6, Tcp(2)) },
        { "tcp SA 10.0.0.7:5555 > 10.1.0.100:80", Macs + "0800" + Ip4(6, Tcp(0x12)) },
        { "tcp PA 10.0.0.7:5555 > 10.1.0.100:80", Macs + "0800" + Ip4(6, Tcp(0x18, "474554")) },
        { "tcp none 10.0.0.7:5555 > 10.1.0.100:80", Macs + "0800" + Ip4(6, Tcp(0)) },
        { "udp 10.0.0.7:40001 > 10.1.0.100:5353", Macs + "0800" + Ip4(17, Udp(40001, 5353)) + "000000000000" },
        { "sctp 10.0.0.7:1 > 10.1.0.100:2", Macs + "0800" + Ip4(132, "000100020000000300000000") },
        { "icmp echo request 10.0.0.7 > 10.1.0.100", Macs + "0800" + Ip4(1, "0800000000010002") },
        { "icmp type 13 code 1 10.0.0.7 > 10.1.0.100", Macs + "0800" + Ip4(1, "0d01000000000000") },
        { "vlan 10 udp 10.0.0.7:1 > 10.1.0.100:2", Macs + "8100600a0800" + Ip4(17, Udp(1, 2)) },
        { "vlan 100 vlan 20 tcp R 10.0.0.7:5555 > 10.1.0.100:80", Macs + "88a80064" + "81000014" + "0800" + Ip4(6, Tcp(4)) },
        { "arp who has 10.0.0.2 tell 10.0.0.1", Macs + "0806" + "0001080006040001" + "00163e000001" + "0a000001" + "000000000000" + "0a000002" },
        { "arp 10.0.0.1 is at 00:16:3e:00:00:01", Macs + "0806" + "0001080006040002" + "00163e000001" + "0a000001" + "00163e000002" + "0a000002" },
        { "rarp op 3 0.0.0.0 > 0.0.0.0", Macs + "8035" + "0001080006040003" + "00163e000001" + "00000000" + "00163e000001" + "00000000" },
        { "tcp S [fe80::1]:5555 > [2001:db8::2]:80", Macs + "86dd" + Ip6(6, Tcp(2)) },
        { "tcp S [fe80::1]:5555 > [2001:db8::2]:80", Macs + "86dd" + Ip6(0, "3c00000000000000" + "0601000000000000" + "0000000000000000" + Tcp(2)) },
        { "icmp6 neighbor solicitation for fe80::9 fe80::1 > 2001:db8::2", Macs + "86dd" + Ip6(58, "8700000000000000" + "fe800000000000000000000000000009" + "010100163e000001") },
        { "icmp6 echo reply fe80::1 > 2001:db8::2", Macs + "86dd" + Ip6(58, "8100000000010002") },
        { "ipv6 later fragment proto 17 fe80::1 > 2001:db8::2", Macs + "86dd" + Ip6(44, "110005a900000001" + "00112233") },
        { "ip later fragment proto 6 10.0.0.7 > 10.1.0.100", Macs + "0800" + Ip4(6, "0011223344", "00b9") },
        { "udp 10.0.0.7:1 > 10.1.0.100:2 first fragment", Macs + "0800" + Ip4(17, Udp(1, 2), "2000") },
        { "ip proto 50 10.0.0.7 > 10.1.0.100", Macs + "0800" + Ip4(50, "0011") },
        { "mpls 100 mpls 200 udp 10.0.0.7:1 > 10.1.0.100:2", Macs + "8847" + "0006403f" + "000c813f" + Ip4(17, Udp(1, 2)) },
        { "vxlan 42 tcp S 10.0.0.7:5555 > 10.1.0.100:80", Macs + "0800" + Ip4(17, Udp(5, 4789, "0800000000002a00" + Macs + "0800" + Ip4(6, Tcp(2)))) },
        { "geneve 7 arp who has 10.0.0.2 tell 10.0.0.1", Macs + "86dd" + Ip6(17, Udp(5, 6081, "0100655800000700" + "01020304" + Macs + "0806" + "0001080006040001" + "00163e0000010a0000010000000000000a000002")) },
        { "gre udp 10.0.0.7:1 > 10.1.0.100:2", Macs + "0800" + Ip4(47, "200008000000002a" + Ip4(17, Udp(1, 2))) },
        { "udp 10.0.0.7:5 > 10.1.0.100:4789", Macs + "0800" + Ip4(17, Udp(5, 4789, "08")) },
        { "lldp 00:16:3e:00:00:01 > 00:16:3e:00:00:02", Macs + "88cc" + "0207" },
        { "eth 0x1234 00:16:3e:00:00:01 > 00:16:3e:00:00:02", Macs + "1234" },
        { "ip proto 6 10.0.0.7 > 10.1.0.100 (cut)", Macs + "0800" + Ip4(6, "15b30050") },
        { "eth 0x0800 00:16:3e:00:00:01 > 00:16:3e:00:00:02 (malformed)", Macs + "0800" + "6500" },
        { "eth (cut)", "00163e" },
        { "no packet bytes", "" },
    };

    [Theory]
    [MemberData(nameof(Packets))]
    public void A_packet_is_one_line(string line, string hex) => Assert.Equal(line, PacketSummary.Of(Hex(hex)));

    [Fact]
    public void Padding_behind_the_packet_is_not_payload()
    {
        byte[] packet = Hex(Macs, "0800", Ip4(17, Udp(1, 2, "abcd")), "0000000000");

        Assert.Equal(packet.Length - 7, PacketPayload.Offset(packet));
        var payload = PacketTree.Decode(packet)[^1];
        Assert.Equal((LayerKind.Payload, 2), (payload.Layer.Kind, payload.Layer.Length));
    }

    [Fact]
    public void The_tree_shows_every_layer_with_its_fields()
    {
        var tree = PacketTree.Decode(Hex(Macs, "8100600a0800", Ip4(17, Udp(5, 4789, "0800000000002a00" + Macs + "0800" + Ip4(6, Tcp(0x12, "47455420"))))));

        Assert.Equal(["Ethernet", "VLAN", "IPv4", "UDP", "VXLAN", "Ethernet", "IPv4", "TCP", "Payload"], tree.Select(n => n.Title));
        Assert.Equal("tpid=0x8100 vid=10 pcp=3 dei=0 type=0x0800", string.Join(' ', tree[1].Fields.Select(f => $"{f.Name}={f.Value}")));
        Assert.Equal("vni=42", string.Join(' ', tree[4].Fields.Select(f => $"{f.Name}={f.Value}")));
        Assert.Equal("src=5555 dst=80 flags=SA seq=1 ack=2 window=65535", string.Join(' ', tree[7].Fields.Select(f => $"{f.Name}={f.Value}")));
        Assert.Equal("bytes=4 text=GET ", string.Join(' ', tree[8].Fields.Select(f => $"{f.Name}={f.Value}")));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => tree[i - 1].Layer.Offset + tree[i - 1].Layer.Length), Enumerable.Range(1, 8).Select(i => tree[i].Layer.Offset));
    }

    [Fact]
    public void Ten_million_random_and_mutated_bytes_neither_throw_nor_loop()
    {
        var random = new Random(7);
        byte[][] seeds = [.. Packets.Select(row => Hex((string)row[1])).Where(p => p.Length > 0)];
        var sink = new TextSink();
        long bytes = 0;
        int layers = 0;
        while (bytes < 10_000_000)
        {
            byte[] packet = random.Next(8) == 0 ? new byte[random.Next(200)] : [.. seeds[random.Next(seeds.Length)]];
            if (random.Next(8) == 0)
            {
                random.NextBytes(packet);
            }

            for (int edits = random.Next(6); edits > 0 && packet.Length > 0; edits--)
            {
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
            }

            var cut = packet.AsSpan(0, random.Next(4) == 0 ? random.Next(packet.Length + 1) : packet.Length);
            PacketSummary.Write(sink.Clear(), cut);
            Assert.InRange(sink.Length, 1, 1000);
            Assert.InRange(PacketPayload.Offset(cut), 0, cut.Length);
            if (bytes % 7 == 0)
            {
                var tree = PacketTree.Decode(cut);
                layers += tree.Count;
                Assert.InRange(tree.Count, 0, PacketWalker.MaxLayers + 1);
            }

            bytes += cut.Length;
        }

        Assert.InRange(layers, 10_000, int.MaxValue);
    }
}
