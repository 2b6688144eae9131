using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>Rounds without an upcall: which flows handled them, the key rebuilt for each, and what a replay of it proves.</summary>
public sealed class CachedRoundTests
{
    private const uint New = 0x21, NewDnat = 0xa1, ReplySnat = 0x6a;

    private static readonly Ufid First = new(1, 2, 3, 4), Second = new(5, 6, 7, 8);

    private readonly TraceScript _script = new();

    [Fact]
    public void The_key_before_nat_is_rebuilt_from_the_conntrack_tuple()
    {
        Teach();
        byte[] packet = Tcp(2, sourcePort: 7000);
        _script.Wait(1000).Round(1, Tcp(2, sourcePort: 7000, destination: "10.0.0.57", destinationPort: 8080), 3, Output(4), NewDnat, origin: packet);
        var cached = Assert.Single(_script.Packet(2).Rounds[0].Cached);
        Assert.Equal((0u, 3u, First, 1, RebuildProblem.None), (cached.RecircId, cached.LeadsTo, cached.Ufid, cached.Ways, cached.Problem));
        Assert.Equal(Text(Key(0, 0, Port, packet)), cached.TraceKey);
        Assert.True(cached.Number < 0);
    }

    [Fact]
    public void A_cached_round_in_the_middle_is_rebuilt_too()
    {
        Teach();
        byte[] packet = Tcp(2, sourcePort: 7000);
        _script.Wait(1000).Round(1, packet, 0, Recirc(3));
        _script.Wait(10).Round(1, packet, 4, Output(3), New, origin: packet);
        var round = _script.Packet(2).Rounds[1];
        var cached = Assert.Single(round.Cached);
        Assert.Equal((3u, 4u, Second), (cached.RecircId, cached.LeadsTo, cached.Ufid));
        Assert.Equal(Text(Key(3, New, Port, packet, packet)), cached.TraceKey);
    }

    [Fact]
    public void Two_cached_rounds_are_found_back_to_the_port_in_their_order()
    {
        Teach();
        byte[] packet = Tcp(2, sourcePort: 7000);
        _script.Wait(1000).Round(1, packet, 4, Output(3), New, origin: packet);
        var cached = _script.Packet(2).Rounds[0].Cached;
        Assert.Equal([(0u, 3u), (3u, 4u)], cached.Select(c => (c.RecircId, c.LeadsTo)));
        Assert.Equal(Text(Key(0, 0, Port, packet)), cached[0].TraceKey);
        Assert.Equal(2, cached.Select(c => c.Number).Distinct().Count());
    }

    [Fact]
    public void A_reply_through_nat_is_not_rebuilt_and_says_why()
    {
        Teach();
        byte[] reply = Tcp(9, source: "10.1.0.100", destination: "10.0.0.7", sourcePort: 80, destinationPort: 5551);
        _script.Wait(1000).Round(1, reply, 3, Output(2), ReplySnat, origin: Tcp(1));
        var cached = Assert.Single(_script.Packet(2).Rounds[0].Cached);
        Assert.Equal(RebuildProblem.NatOfReply, cached.Problem);
        Assert.True(cached.Key.IsEmpty);
        Assert.Contains("not rebuilt: NAT changed a reply", TraceWords.Of(cached, null), StringComparison.Ordinal);
        Assert.DoesNotContain(ReplayRequests.Of(_script.Take().Packets), request => request.Round == cached.Number);
    }

    [Fact]
    public void Without_a_tuple_what_nat_changed_is_not_guessed()
    {
        Teach();
        _script.Wait(1000).Round(1, Tcp(2, destination: "10.0.0.57"), 3, Output(4), NewDnat);
        Assert.Equal(RebuildProblem.NoTuple, Assert.Single(_script.Packet(2).Rounds[0].Cached).Problem);
    }

    [Fact]
    public void A_flow_that_was_put_later_has_not_handled_it()
    {
        _script.Round(1, Tcp(2), 3, Output(4), New);
        Teach();
        var round = _script.Packet(1).Rounds[0];
        Assert.Empty(round.Cached);
        Assert.Equal(["no flow that leads to 0x3 was put while ovstop looked"], PacketText.Cached(round, _ => null));
    }

    [Fact]
    public void Where_several_ways_lead_to_an_id_all_are_named_and_none_is_followed()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(3));
        _script.Round(1, packet, 3, Recirc(5), New);
        _script.Round(1, packet, 7, Recirc(5), New);
        _script.Wait(10_000_000).Round(1, Tcp(2), 5, Output(1), New);
        var cached = _script.Take().Packets[0].Rounds[0].Cached;
        Assert.Equal([(3u, 2), (7u, 2)], cached.Select(c => (c.RecircId, c.Ways)));
        Assert.Contains("or another of 2 ways to 0x5", TraceWords.Of(cached[0], null), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_flows_none_is_named()
    {
        Teach();
        _script.Round(1, Tcp(3, sourcePort: 8), 0, Recirc(3), ufid: new Ufid(9, 9, 9, 9));
        _script.Wait(1000).Round(1, Tcp(2), 3, Output(4), New);
        var cached = Assert.Single(_script.Take().Packets[0].Rounds[0].Cached);
        Assert.Equal((null, 2), (cached.Ufid, cached.Flows));
        Assert.Equal("recirc 0x0 handled by one of 2 flows", TraceWords.Of(cached, null));
    }

    [Fact]
    public void After_a_restart_nothing_is_known_of_the_ids_of_before()
    {
        Teach();
        _script.Wait(1000).Restart();
        _script.Round(1, Tcp(2), 3, Output(4), New);
        Assert.Empty(_script.Take().Packets[0].Rounds[0].Cached);
    }

    [Fact]
    public void A_lost_parent_is_not_explained_by_flows()
    {
        Teach();
        _script.Lose();
        _script.Round(1, Tcp(2, sourcePort: 9), 3, Output(4), New);
        var round = _script.Take().Packets[0].Rounds[0];
        Assert.Equal((LinkClass.Lost, 0), (round.Link, round.Cached.Count));
        Assert.Empty(PacketText.Cached(round, _ => null));
    }

    /// <summary>The fields below a VLAN tag, IPv6, other conntrack fields, and a hash that belongs to the later round only.</summary>
    [Theory]
    [InlineData(
        "recirc_id(0),dp_hash(0),in_port(2),ct_state(0),ct_zone(0),ct_mark(0),ct_label(0),eth(src=02:00:00:00:00:01,dst=02:00:00:00:00:02),eth_type(0x8100),vlan(vid=5,pcp=0),encap(eth_type(0x86dd),ipv6(src=fd00::1,dst=fd00::100,label=0,proto=17,tclass=0,hlimit=64,frag=no),udp(src=1000,dst=53))",
        "recirc_id(0x3),dp_hash(0x77),in_port(2),ct_state(0xa1),ct_zone(0x5),ct_mark(0x9),ct_label(0x1),ct_tuple6(src=fd00::1,dst=fd00::100,proto=17,tp_src=1000,tp_dst=53),eth(src=02:00:00:00:00:01,dst=02:00:00:00:00:02),eth_type(0x8100),vlan(vid=5,pcp=0),encap(eth_type(0x86dd),ipv6(src=fd00::1,dst=fd00::57,label=0,proto=17,tclass=0,hlimit=64,frag=no),udp(src=1000,dst=5353))")]
    [InlineData(
        "recirc_id(0),dp_hash(0),in_port(2),ct_state(0),ct_zone(0),eth(src=02:00:00:00:00:01,dst=02:00:00:00:00:02),eth_type(0x0800),ipv4(src=10.0.0.7,dst=10.0.0.8,proto=1,tos=0,ttl=64,frag=no),icmp(type=8,code=0)",
        "recirc_id(0x3),dp_hash(0),in_port(2),ct_state(0x61),ct_zone(0x5),ct_tuple4(src=10.0.0.7,dst=10.0.0.8,proto=1,tp_src=8,tp_dst=0),eth(src=02:00:00:00:00:01,dst=02:00:00:00:00:02),eth_type(0x0800),ipv4(src=192.0.2.1,dst=10.0.0.8,proto=1,tos=0,ttl=64,frag=no),icmp(type=8,code=0)")]
    public void Every_field_of_a_key_is_taken_back(string before, string after)
    {
        // The flow that is known is another packet's: only its id and conntrack fields may be taken.
        string other = before.Replace("::1,", "::9,", StringComparison.Ordinal).Replace("10.0.0.7", "10.0.0.9", StringComparison.Ordinal).Replace("src=1000", "src=99", StringComparison.Ordinal);
        _script.Raw(1, Tcp(1), Parse(other), Recirc(3));
        _script.Wait(10_000_000).Raw(1, Tcp(2), Parse(after), Output(4));
        var cached = Assert.Single(_script.Take().Packets[0].Rounds[0].Cached);
        Assert.Equal(Text(Parse(before)), cached.TraceKey);
    }

    [Fact]
    public void Rebuilt_keys_are_the_ones_the_packets_really_had()
    {
        var model = new TrafficModel(11) { SamePayload = true, Tuples = true };
        var script = new TraceScript(new TraceOptions { Rounds = 20_000, Packets = 20_000, Shown = 20_000 });
        model.Run(script);
        int rebuilt = 0;
        foreach (var round in script.Take().Packets.SelectMany(packet => packet.Rounds).Where(round => round.Link != LinkClass.Likely || model.Truth[round.Number] == round.Parent))
        {
            foreach (var level in round.Cached.GroupBy(cached => cached.LeadsTo))
            {
                byte[][] real = model.Keys[round.Number];
                string truth = Text(real.Single(key => IdOf(key) == level.First().RecircId));
                Assert.Contains(truth, level.Select(cached => cached.TraceKey));
                rebuilt++;
            }
        }

        Assert.True(rebuilt > 300, $"only {rebuilt} were cached");
    }

    [Fact]
    public void A_replay_verifies_a_round_only_if_it_leads_to_the_id_that_came()
    {
        Teach();
        _script.Wait(1000).Round(1, Tcp(2), 3, Output(4), New);
        var cached = Assert.Single(_script.Take().Packets[0].Rounds[0].Cached);
        Assert.Null(cached.Verified(null));
        Assert.Null(cached.Verified(new RoundReplay { Refusal = TraceRefusal.Expired }));
        Assert.True(cached.Verified(Replay("ct(zone=5,nat),recirc(0x3)")));
        Assert.True(cached.Verified(Replay("clone(ct(zone=5),recirc(0x3)),7")));
        Assert.False(cached.Verified(Replay("ct(zone=5,nat),recirc(0x30)")));
        Assert.False(cached.Verified(Replay("drop")));
        Assert.Equal("recirc 0x0 handled by flow 00000001  ok verified: the rebuilt key leads to 0x3", TraceWords.Of(cached, Replay("recirc(0x3)"), ascii: true));
        Assert.EndsWith("✗ not verified: the rebuilt key leads to 0x30", TraceWords.Of(cached, Replay("recirc(0x30)")), StringComparison.Ordinal);
        Assert.EndsWith("✗ not verified: the rebuilt key leads to no recirculation", TraceWords.Of(cached, Replay("drop")), StringComparison.Ordinal);
        Assert.EndsWith("– not verified: its recirculation id has expired", TraceWords.Of(cached, new RoundReplay { Refusal = TraceRefusal.Expired }), StringComparison.Ordinal);
    }

    [Fact]
    public void Rebuilt_keys_are_asked_for_behind_all_real_rounds()
    {
        Teach();
        _script.Wait(1000).Round(1, Tcp(2), 3, Output(4), New);
        var packets = _script.Take().Packets;
        var requests = ReplayRequests.Of(packets);
        Assert.Equal([4, 1, 2, 3], requests.Take(4).Select(request => request.Round));
        var cached = packets[0].Rounds[0].Cached[0];
        Assert.Equal(new ReplayRequest(cached.Number, 0, cached.TraceKey, null), requests[^1]);
        Assert.Contains(cached.Number, ReplayRequests.Numbers(packets[0]));
    }

    private void Teach()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(3), ufid: First);
        _script.Round(1, packet, 3, Recirc(4), New, ufid: Second, origin: packet);
        _script.Round(1, packet, 4, Output(3), New, origin: packet);
    }

    private static RoundReplay Replay(string actions) => new()
    {
        Reply = new TraceReply { Flow = "", Nodes = [], FinalFlow = "", Megaflow = "", DatapathActions = actions },
    };

    private static string Text(byte[] key) => FlowKeyFormatter.ToText(key, style: KeyStyle.Trace);

    private static byte[] Parse(string text)
    {
        var key = new NetlinkWriter();
        Assert.True(FlowKeyParser.TryParse(text, null, key, new NetlinkWriter(), out var error), error?.Message);
        return key.Written.ToArray();
    }

    private static uint IdOf(byte[] key)
    {
        FlowKey.Decode(key, out var decoded);
        return decoded.RecircId;
    }
}
