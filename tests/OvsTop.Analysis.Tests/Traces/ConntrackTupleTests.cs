using OvsTop.Analysis.Traces;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>What the conntrack tuple of a later round says about its parent, without the kernel's events. A packet's number is its order of arrival.</summary>
public sealed class ConntrackTupleTests
{
    private const uint New = 0x21, NewDnat = 0xa1, ReplySnat = 0x6a, Reply = 0x2a;

    private readonly TraceScript _script = new();

    [Fact]
    public void Of_packets_with_the_same_payload_that_nat_sends_to_one_place_each_keeps_its_rounds()
    {
        byte[] a = Tcp(1, destination: "10.1.0.100"), b = Tcp(1, destination: "10.1.0.200"), after = Tcp(1, destination: "10.0.0.51", destinationPort: 8080);
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(2, b, 0, Recirc(3));
        _script.Wait(50).Round(1, after, 3, Output(4), NewDnat, origin: b);
        _script.Wait(50).Round(2, after, 3, Output(3), NewDnat, origin: a);
        var packets = _script.Take().Packets;
        Assert.Equal([[4u], [3u]], packets.Select(p => p.Ports));
        Assert.All(packets, p => Assert.Equal((LinkClass.Likely, LinkReason.ConntrackTuple, 1), (p.Rounds[1].Link, p.Rounds[1].Reason, p.Rounds[1].Candidates)));
    }

    [Fact]
    public void Without_a_tuple_they_are_flagged()
    {
        byte[] a = Tcp(1, destination: "10.1.0.100"), b = Tcp(1, destination: "10.1.0.200"), after = Tcp(1, destination: "10.0.0.51");
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(2, b, 0, Recirc(3));
        _script.Wait(50).Round(1, after, 3, Output(4), NewDnat);
        Assert.Equal(1, _script.Take().Links[LinkClass.Ambiguous]);
    }

    [Fact]
    public void A_packet_whose_payload_was_rewritten_is_found_by_its_tuple_and_called_likely()
    {
        byte[] a = Tcp(1);
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(1, Tcp(77, destination: "10.0.0.51"), 3, Output(3), NewDnat, origin: a);
        var round = Assert.Single(_script.Take().Packets).Rounds[1];
        Assert.Equal((LinkClass.Likely, LinkReason.ConntrackTuple), (round.Link, round.Reason));
    }

    /// <summary>Packet B came through a cached flow, so the only round with its payload is A's.</summary>
    [Fact]
    public void A_parent_that_the_tuple_speaks_against_is_never_called_unique()
    {
        byte[] a = Tcp(1, sourcePort: 1000), b = Tcp(1, sourcePort: 1001);
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(1, b, 3, Output(3), New, origin: b);
        var round = Assert.Single(_script.Take().Packets).Rounds[1];
        Assert.Equal((LinkClass.Likely, LinkReason.OtherTuple), (round.Link, round.Reason));
    }

    /// <summary>C came through a cached flow too, and there are two others with its payload: it is neither.</summary>
    [Fact]
    public void A_packet_whose_tuple_speaks_against_all_with_its_bytes_came_through_cached_flows()
    {
        byte[] a = Tcp(1, sourcePort: 1000), b = Tcp(1, sourcePort: 1001), c = Tcp(1, sourcePort: 1002);
        _script.Round(1, a, 0, Recirc(3));
        _script.Round(1, b, 0, Recirc(3));
        _script.Wait(50).Round(1, c, 3, Output(3), New, origin: c);
        Assert.Equal((LinkClass.Cached, LinkReason.NoCandidate), (_script.Packet(3).Rounds[0].Link, _script.Packet(3).Rounds[0].Reason));
    }

    [Fact]
    public void A_tuple_that_agrees_does_not_make_a_link_of_unique_bytes_less()
    {
        byte[] a = Tcp(1);
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(1, a, 3, Recirc(4), New, origin: a);
        _script.Wait(50).Round(1, a, 4, Output(3), New, origin: a);
        Assert.Equal([LinkClass.First, LinkClass.Unique, LinkClass.Unique], Assert.Single(_script.Take().Packets).Rounds.Select(r => r.Link));
    }

    /// <summary>The tuple of a reply is that of the first packet of its connection, to the address before NAT.</summary>
    [Theory]
    [InlineData(Reply, "10.0.0.51")]
    [InlineData(ReplySnat, "10.1.0.100")]
    public void A_reply_is_not_judged_by_its_tuple(uint ct, string from)
    {
        byte[] reply = Tcp(9, source: "10.0.0.51", destination: "10.0.0.7", sourcePort: 80, destinationPort: 5551);
        _script.Round(1, reply, 0, Recirc(3));
        _script.Wait(50).Round(1, Tcp(9, source: from, destination: "10.0.0.7", sourcePort: 80, destinationPort: 5551), 3, Output(2), ct, origin: Tcp(1));
        Assert.Equal(LinkClass.Unique, Assert.Single(_script.Take().Packets).Rounds[1].Link);
    }

    /// <summary>A generator's datagrams: the same payload in every connection, half of the rounds cached, three of ten through NAT.</summary>
    [Theory]
    [InlineData(20_000, 7)]
    [InlineData(200_000, 8)]
    public void Of_equal_payloads_in_many_connections_no_link_is_silently_wrong_and_most_are_right(int packetsPerSecond, int seed)
    {
        var (wrong, right, children) = TrafficTests.Compare(new TrafficModel(seed) { PacketsPerSecond = packetsPerSecond, SamePayload = true, Tuples = true });
        Assert.Equal(0, wrong);
        Assert.True(right * 100 >= children * 95, $"{right} of {children} parents found");
    }
}
