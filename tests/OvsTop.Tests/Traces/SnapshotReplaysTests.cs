using NSubstitute;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;
using OvsTop.Traces;

namespace OvsTop.Tests.Traces;

public sealed class SnapshotReplaysTests
{
    private readonly IRoundReplayer _replayer = Substitute.For<IRoundReplayer>();
    private readonly SnapshotReplays _replays;
    private IReadOnlyList<ReplayRequest> _wanted = [];

    public SnapshotReplaysTests()
    {
        _replayer.When(replayer => replayer.Want(Arg.Any<IReadOnlyList<ReplayRequest>>())).Do(call => _wanted = call.Arg<IReadOnlyList<ReplayRequest>>());
        _replays = new SnapshotReplays(_replayer) { Wanted = true };
    }

    [Fact]
    public void Packets_that_are_held_are_replayed_first_and_known_although_newer_ones_have_come()
    {
        _replays.Hold([Packet(3, 1)]);
        _replayer.Find(30).Returns(new RoundReplay { Problem = "x" });
        var traces = _replays.Apply(Of(Packet(900, 1), Packet(899, 1))).Traces;
        Assert.Equal([30, 9000, 8990], _wanted.Select(request => request.Round));
        Assert.Equal([30], traces.Replays.Keys);
        Assert.True(traces.Replaying);
    }

    [Fact]
    public void Of_a_held_packet_the_rounds_that_came_since_are_replayed_too()
    {
        _replays.Hold([Packet(3, 1)]);
        _replays.Apply(Of(Packet(4, 1), Packet(3, 2)));
        Assert.Equal([30, 31, 40], _wanted.Select(request => request.Round));
    }

    [Fact]
    public void A_rebuilt_key_is_asked_for_and_its_replay_is_known_by_the_number_of_its_cached_round()
    {
        var packet = Packet(4, 1);
        var cached = new CachedRound { Number = -257, RecircId = 0, LeadsTo = 3, Key = new byte[] { 8, 0, 20, 0, 0, 0, 0, 0 } };
        packet = packet with { Rounds = [packet.Rounds[0] with { RecircId = 3, Cached = [cached, cached with { Number = -258, Key = default, Problem = RebuildProblem.NoTuple }] }] };
        _replayer.Find(-257).Returns(new RoundReplay { Problem = "x" });
        var traces = _replays.Apply(Of(packet)).Traces;
        Assert.Equal([40, -257], _wanted.Select(request => request.Round));
        Assert.Equal((0u, "recirc_id(0)", null), (_wanted[1].RecircId, _wanted[1].Key, _wanted[1].RealActions));
        Assert.Equal([-257], traces.Replays.Keys);
    }

    [Fact]
    public void While_nobody_looks_nothing_is_asked()
    {
        _replays.Wanted = false;
        _replays.Hold([Packet(3, 1)]);
        _replays.Apply(Of(Packet(4, 1)));
        Assert.Empty(_wanted);
    }

    private static Snapshot Of(params TracePacket[] packets) => new()
    {
        Number = 1,
        TimeNs = 1,
        StartNs = 0,
        IntervalSeconds = 1,
        Source = new Model.Sources.SourceInfo { Kind = "live", Title = "test" },
        Losses = default,
        Counts = [],
        Upcalls = new UpcallsSnapshot { Handlers = [], Total = new HandlerRow { Name = "total" }, Other = new HandlerRow { Name = "other" }, BatchSizes = [] },
        Latency = new LatencySnapshot { Stages = [] },
        Revalidator = new RevalidatorSnapshot { Reasons = [], Threads = [] },
        MainLoop = new MainLoopSnapshot(),
        Traces = TracesSnapshot.Empty with { Packets = packets },
    };

    private static TracePacket Packet(long number, int rounds) => new()
    {
        Number = number,
        TimeNs = 1,
        InPort = 2,
        Summary = "udp",
        Verdict = Verdict.Output,
        Rounds = [.. Enumerable.Range(0, rounds).Select(i => new TraceRound
        {
            Number = number * 10 + i, Tid = 1, Handler = "handler1", Key = default, Packet = default, Numbering = ActionNumbering.Since34, RecvNs = 1,
        })],
    };
}
