using OvsTop.Model.Events;
using OvsTop.Model.Packets;
using OvsTop.Model.Redaction;
using OvsTop.Model.Tests.Packets;

namespace OvsTop.Model.Tests.Redaction;

public sealed class RecordRedactorTests : IDisposable
{
    private readonly Redactor _redactor = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public void Dispose() => _redactor.Dispose();

    [Theory]
    [InlineData("recirc_id(0x4),in_port(2),eth(src=aa:55:aa:55:00:01,dst=01:00:5e:7f:12:34),eth_type(0x0800),ipv4(src=10.88.0.1,dst=239.1.18.52,proto=17,tos=0,ttl=64,frag=no),udp(src=40001,dst=5353)")]
    [InlineData("in_port(2),eth(src=aa:55:aa:55:00:01,dst=ff:ff:ff:ff:ff:ff),eth_type(0x0806),arp(sip=10.88.0.1,tip=10.88.0.2,op=1,sha=aa:55:aa:55:00:01,tha=00:00:00:00:00:00)")]
    [InlineData("in_port(2),eth(src=aa:55:aa:55:00:01,dst=33:33:ff:00:12:34),eth_type(0x86dd),ipv6(src=fe80::a855:aaff:fe55:1,dst=ff02::1:ff00:1234,label=0,proto=58,tclass=0,hlimit=255,frag=no),icmpv6(type=135,code=0),nd(target=2001:db8::1234,sll=aa:55:aa:55:00:01,tll=00:00:00:00:00:00)")]
    [InlineData("tunnel(tun_id=0x7,src=172.31.1.1,dst=172.31.1.2,tos=0,ttl=64,tp_src=1,tp_dst=6081,flags(-df+csum+key)),in_port(3),eth(src=aa:55:aa:55:00:01,dst=aa:55:aa:55:00:02),eth_type(0x8100),vlan(vid=5,pcp=0),encap(eth_type(0x0800),ipv4(src=10.88.0.1,dst=10.88.0.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1,dst=2))")]
    [InlineData("ct_state(0x21),ct_zone(5),ct_tuple4(src=10.88.0.1,dst=10.88.0.2,proto=6,tp_src=1,tp_dst=2),in_port(3),eth(src=aa:55:aa:55:00:01,dst=aa:55:aa:55:00:02),eth_type(0x0800),ipv4(src=10.88.0.1,dst=10.88.0.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1,dst=2)")]
    public void A_redacted_key_reads_like_its_redacted_text(string text)
    {
        NetlinkWriter key = new(), mask = new();
        Assert.True(FlowKeyParser.TryParse(text, null, key, mask, out var error), $"{error}");
        string before = FlowKeyFormatter.ToText(key.Written);

        var record = Redacted([], key.Written, mask.Written, []);
        string after = FlowKeyFormatter.ToText(record.Key);
        Assert.NotEqual(before, after);
        Assert.Equal(TextRedactor.Redact(_redactor, before, []), after);
        Assert.True(mask.Written.SequenceEqual(record.Mask));
    }

    [Theory]
    [InlineData("set(ipv4(src=10.88.0.1/255.255.255.0)),set(eth(dst=aa:55:aa:55:00:01)),2")]
    [InlineData("set(tunnel(tun_id=0x1,src=172.31.1.1,dst=172.31.1.2,ttl=64,tp_dst=6081,flags(df|key))),4")]
    [InlineData("ct(commit,zone=1,nat(src=10.88.0.1-10.88.0.9:1024-2048)),recirc(0x9)")]
    [InlineData("push_eth(src=aa:55:aa:55:00:01,dst=aa:55:aa:55:00:02),clone(set(ipv4(dst=10.88.0.77)),3),5")]
    [InlineData("sample(sample=10.0%,actions(set(ipv4(dst=10.88.0.77)),3)),check_pkt_len(size=200,gt(set(ipv4(dst=10.88.0.78)),4),le(5))")]
    public void Redacted_actions_read_like_their_redacted_text(string text)
    {
        var actions = new NetlinkWriter();
        Assert.True(ActionParser.TryParse(text, ActionNumbering.Since34, null, actions, out var error), $"{error}");
        string before = ActionFormatter.ToText(actions.Written, ActionNumbering.Since34);

        string after = ActionFormatter.ToText(Redacted([], [], [], actions.Written).Actions, ActionNumbering.Since34);
        Assert.NotEqual(before, after);
        Assert.Equal(TextRedactor.Redact(_redactor, before, []), after);
    }

    [Fact]
    public void A_packet_keeps_its_headers_and_loses_its_content()
    {
        const string Secret = "5345435245545345";
        byte[] packet = Frames.Hex(Frames.Macs, "0800", Frames.Ip4(6, Frames.Tcp(0x18, Secret)));
        packet[14 + 20 + 16] = 0xab;
        var redacted = Redacted(packet, [], [], []).Packet;

        Assert.Equal(TextRedactor.Redact(_redactor, PacketSummary.Of(packet), []), PacketSummary.Of(redacted));
        Assert.Equal(-1, redacted.IndexOf(Convert.FromHexString(Secret[..4])));
        Assert.Equal((0, 0), (redacted[14 + 20 + 16], Sum(redacted.Slice(14, 20))));
    }

    [Theory]
    [InlineData("88cc", "0207040016")]
    [InlineData("0026", "4242030000000000800000163e000001")]
    [InlineData("0800", "4600002c00010000400100000a0000070a010064 0704040a000007 000000")]
    public void What_is_no_known_header_is_cleared(string type, string content)
    {
        byte[] packet = Frames.Hex(Frames.Macs, type, content.Replace(" ", "", StringComparison.Ordinal));
        var redacted = Redacted(packet, [], [], []).Packet;

        Assert.Equal(packet.Length, redacted.Length);
        Assert.Equal(-1, redacted.IndexOf(Frames.Hex("0a000007")));
        Assert.Equal(-1, redacted.IndexOf(Frames.Hex("00163e0000")));
        Assert.True(type == "0800" || !redacted[14..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void The_same_flow_has_the_same_ufid_and_another_one_another()
    {
        var first = new Ufid(1, 2, 3, 4);
        Assert.Equal(RedactedUfid(first), RedactedUfid(first));
        Assert.NotEqual(first, RedactedUfid(first));
        Assert.Equal(default, RedactedUfid(default));
    }

    [Fact]
    public void Any_bytes_will_do()
    {
        var random = new Random(4);
        for (int i = 0; i < 5000; i++)
        {
            byte[][] parts = [.. Enumerable.Range(0, 4).Select(_ => new byte[random.Next(700)])];
            foreach (byte[] part in parts)
            {
                random.NextBytes(part);
                for (int at = 0; at + 4 <= part.Length && random.Next(8) != 0; at += 4 + (part[at] + 3 & ~3))
                {
                    // Something like attributes, or the walk ends at once.
                    part[at] = (byte)random.Next(4, 60);
                    (part[at + 1], part[at + 2], part[at + 3]) = (0, (byte)random.Next(36), 0);
                }
            }

            var record = Redacted(parts[0], parts[1], parts[2], parts[3]);
            Assert.Equal((parts[0].Length, parts[1].Length, parts[3].Length), (record.Packet.Length, record.Key.Length, record.Actions.Length));
        }
    }

    private static int Sum(ReadOnlySpan<byte> header)
    {
        int sum = 0;
        for (int i = 0; i < header.Length; i += 2)
        {
            sum += header[i] << 8 | header[i + 1];
        }

        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }

    private Ufid RedactedUfid(Ufid ufid)
    {
        var records = new RecordBuffer();
        records.Append(new EventHeader { Ufid = ufid, Flags = EventFlags.Ufid }, [], [], [], []);
        byte[] bytes = records.Content.ToArray();
        RecordRedactor.Redact(_redactor, bytes);
        return new ProbeEvent(bytes).Header.Ufid;
    }

    private ProbeEvent Redacted(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> actions)
    {
        var records = new RecordBuffer();
        records.Append(new EventHeader { Probe = ProbeId.FlowPut }, packet, key, mask, actions);
        byte[] bytes = records.Content.ToArray();
        RecordRedactor.Redact(_redactor, bytes);
        return new ProbeEvent(bytes);
    }
}
