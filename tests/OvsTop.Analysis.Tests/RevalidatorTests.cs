using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class RevalidatorTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Verdicts_reasons_and_rounds_are_counted()
    {
        var snapshots = _source.Run();
        _source.At(0);
        Verdict(30, ProbeId.FlowResult, RevalidationResult.Keep, times: 100);
        Verdict(30, ProbeId.FlowSweepResult, RevalidationResult.Modify, times: 2);
        Verdict(31, ProbeId.FlowResult, RevalidationResult.Delete, DeleteReason.FlowIdle, 6);
        Verdict(31, ProbeId.FlowSweepResult, RevalidationResult.Delete, DeleteReason.Purge, 4);
        _source.Hit(31, ProbeId.FlowDel, 10);
        _source.Hit(31, ProbeId.RevalidateEntry, 40);
        _source.Hit(30, ProbeId.SweepDone, 4);
        _source.Measure(30, Stage.Dump, 7_000_000);
        _source.At(2);
        var revalidator = snapshots[0].Revalidator;
        Assert.Equal((100ul, 2ul, 10ul, 10ul, 40ul, 4ul), (revalidator.Keep, revalidator.Modify, revalidator.Delete, revalidator.Deletes, revalidator.Retranslations, revalidator.Rounds));
        Assert.Equal((56.0, 5.0, 20.0, 2.0), (revalidator.ResultsPerSecond, revalidator.DeletesPerSecond, revalidator.RetranslationsPerSecond, revalidator.RoundsPerSecond));
        Assert.Equal([("FLOW_IDLE", 6ul, 3.0), ("PURGE", 4ul, 2.0), ("unexplained", 0ul, 0.0)], revalidator.Reasons.Select(r => (r.Name, r.Total, r.PerSecond)));
        Assert.Equal([(30u, 102ul, 0ul), (31u, 10ul, 10ul)], revalidator.Threads.Select(t => (t.Tid, t.Results, t.Deletes)));
        Assert.Equal(7000.0, revalidator.Dump!.Total.MaxUs);
    }

    [Fact]
    public void Deletes_without_a_verdict_are_unexplained()
    {
        var snapshots = _source.Run();
        _source.At(0);
        Verdict(31, ProbeId.FlowResult, RevalidationResult.Delete, DeleteReason.FlowLimit, 5);
        _source.Hit(31, ProbeId.FlowDel, 8);
        _source.At(1);
        var unexplained = snapshots[0].Revalidator.Reasons[^1];
        Assert.Equal(("unexplained", 3ul, 3.0), (unexplained.Name, unexplained.Total, unexplained.PerSecond));
    }

    [Fact]
    public void Verdicts_ahead_of_their_deletes_leave_nothing_unexplained()
    {
        var snapshots = _source.Run();
        _source.At(0);
        Verdict(31, ProbeId.FlowResult, RevalidationResult.Delete, DeleteReason.FlowIdle, 8);
        _source.Hit(31, ProbeId.FlowDel, 5);
        _source.At(1);
        _source.Hit(31, ProbeId.FlowDel, 3);
        _source.At(2);
        Assert.All(snapshots, s => Assert.Equal((0ul, 0.0), (s.Revalidator.Reasons[^1].Total, s.Revalidator.Reasons[^1].PerSecond)));
    }

    [Fact]
    public void Reasons_and_unexplained_add_up_to_the_larger_of_deletes_and_verdicts()
    {
        var random = new Random(7);
        var snapshots = _source.Run();
        for (int tick = 0; tick < 200; tick++)
        {
            Verdict((uint)random.Next(30, 34), ProbeId.FlowResult, RevalidationResult.Delete, (DeleteReason)random.Next(16), (ulong)random.Next(20));
            _source.Hit((uint)random.Next(30, 34), ProbeId.FlowDel, (ulong)random.Next(22));
            _source.At(tick);
        }

        Assert.All(snapshots, s => Assert.Equal(
            Math.Max(s.Revalidator.Deletes, s.Revalidator.Delete),
            (ulong)s.Revalidator.Reasons.Sum(r => (decimal)r.Total)));
        Assert.Contains(snapshots, s => s.Revalidator.Deletes > s.Revalidator.Delete);
        Assert.Contains("REASON_15", snapshots[^1].Revalidator.Reasons.Select(r => r.Name));
    }

    [Fact]
    public void What_udpif_says_comes_from_the_latest_round()
    {
        var snapshots = _source.Run();
        _source.Detail(Round(ProbeId.StartDump, flows: 10, durationMs: 900, limit: 9_000, most: 12, average: 8));
        _source.At(0);
        Assert.Empty(snapshots);
        _source.Detail(Round(ProbeId.SweepDone, flows: 10, durationMs: 40, limit: 9_500, most: 12, average: 8, waitMs: 500));
        _source.Detail(Round(ProbeId.SweepDone, flows: 20, durationMs: 30, limit: 10_000, most: 20, average: 15, waitMs: 500));
        _source.At(1);
        var revalidator = snapshots[0].Revalidator;
        Assert.Equal((30L, 40L, 500L), (revalidator.DumpDurationMs, revalidator.DumpDurationMaxMs, revalidator.WaitMs));
        Assert.Equal((20ul, 10_000ul, (20ul, 15ul)), (revalidator.Flows, revalidator.FlowLimit, revalidator.FlowsMaxAverage));
        Assert.Equal([20f], revalidator.FlowsHistory.Values.ToArray());
        Assert.Equal([30f], revalidator.DumpHistory.Values.ToArray());
    }

    [Fact]
    public void What_no_detail_told_is_unknown()
    {
        var snapshots = _source.Run();
        _source.Hit(30, ProbeId.SweepDone, 5);
        _source.At(0);
        _source.Detail(Round(ProbeId.SweepDone, flows: 10, durationMs: 40, limit: 9_500, most: 12, average: 8) with { Flags = EventFlags.Fault });
        _source.At(1);
        var revalidator = snapshots[0].Revalidator;
        Assert.Equal(5ul, revalidator.Rounds);
        Assert.Equal(10ul, revalidator.Flows);
        Assert.Null(revalidator.FlowLimit);
        Assert.Null(revalidator.DumpDurationMs);
        Assert.Null(revalidator.Dump);
    }

    private static EventHeader Round(ProbeId probe, ulong flows, ulong durationMs, ulong limit, ulong most, ulong average, uint waitMs = 0) => new()
    {
        Probe = probe,
        Tid = 30,
        Detail = waitMs,
        Value0 = flows,
        Value1 = durationMs,
        Value2 = most | average << 32,
        Value3 = limit | flows << 32,
    };

    private void Verdict(uint tid, ProbeId probe, RevalidationResult result, DeleteReason reason = DeleteReason.None, ulong times = 1)
    {
        ref var tally = ref _source.Thread(tid, "revalidator");
        tally.Hits[(int)probe] += times;
        tally.Results[(int)result] += times;
        if (result == RevalidationResult.Delete)
        {
            tally.Reasons[(int)reason] += times;
        }
    }
}
