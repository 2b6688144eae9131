using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>The true counts of the captures, as their README and an independent script give them.</summary>
public sealed class CaptureCountTests
{
    private static readonly ReplayOptions AtOnce = new() { Speed = double.PositiveInfinity };

    /// <summary>A capture is played once for all tests that only look at what came out.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<BatchLog>> Played = new();

    [Theory]
    [InlineData("ct2-one", 314, 8, 8, 8, 8, 0, 0)]
    [InlineData("ct1-tcp", 249, 5, 5, 5, 5, 0, 0)]
    [InlineData("l4-rule-change", 1151, 20, 20, 20, 20, 20, 40)]
    [InlineData("l4-flow-limit", 6422, 600, 600, 354, 600, 315, 0)]
    [InlineData("l4-udp-idle", 20525, 400, 400, 400, 400, 400, 0)]
    [InlineData("l4-storm", 107506, 4000, 4000, 4000, 4000, 0, 0)]
    public void Every_event_is_counted(string name, int events, int kernel, int received, int puts, int executes, int deletes, int retranslations)
    {
        using var source = ReplaySource.Open(Captures.PathOf(name), AtOnce, ImmediateScheduler.Instance);
        var log = new BatchLog(source, keepRecords: false);

        Assert.True(log.Completed);
        Assert.Equal((ulong)events, log.Events);
        Assert.Equal((ulong)events, log.Losses.Delivered);
        Assert.Equal(0UL, log.Losses.Lost + log.Losses.Skipped);
        Assert.Empty(source.Info.Notices);
        Assert.True(source.Info.Ended);
        Assert.Equal((ulong)kernel, log.Hits(ProbeId.DpUpcall));
        Assert.Equal((ulong)kernel, log.Hits(ProbeId.DpUpcallReturn));
        Assert.Equal((ulong)received, log.Hits(ProbeId.RecvUpcall));
        Assert.Equal((ulong)puts, log.Hits(ProbeId.FlowPut));
        Assert.Equal((ulong)puts, log.Hits(ProbeId.FlowCmdNewReturn));
        Assert.Equal((ulong)executes, log.Hits(ProbeId.FlowExecute));
        Assert.Equal((ulong)executes, log.Hits(ProbeId.PacketCmdExecuteReturn));
        Assert.Equal((ulong)deletes, log.Hits(ProbeId.FlowDel));
        Assert.Equal((ulong)retranslations, log.Hits(ProbeId.RevalidateEntry));
    }

    [Theory]
    [InlineData("l4-flow-limit", DeleteReason.FlowIdle, 315)]
    [InlineData("l4-rule-change", DeleteReason.Purge, 20)]
    [InlineData("l4-udp-idle", DeleteReason.FlowIdle, 400)]
    [InlineData("l4-storm", DeleteReason.FlowLimit, 0)]
    public void Deletes_have_their_reasons_and_no_other(string name, DeleteReason reason, int count)
    {
        var log = Play(name);

        Assert.Equal((ulong)count, log.Sum(t => t.Reasons[(int)reason]));
        Assert.Equal((ulong)count, log.Sum(t => t.Results[(int)RevalidationResult.Delete]));
    }

    [Fact]
    public void All_verdicts_of_the_storm_are_keep()
    {
        var log = Play("l4-storm");

        Assert.Equal(71_452UL, log.Hits(ProbeId.FlowResult) + log.Hits(ProbeId.FlowSweepResult));
        Assert.Equal(71_452UL, log.Thread("revalidator3").Results[(int)RevalidationResult.Keep]);
    }

    [Theory]
    [InlineData("ct2-one", 7, 2, 5, 3, 12_551_462, 17_021_119)]
    [InlineData("ct1-tcp", 5, 1, 5, 0, 9_894_135, 10_644_765)]
    [InlineData("l4-rule-change", 20, 1, 7, 13, 19_551_105, 22_872_281)]
    [InlineData("l4-flow-limit", 600, 1, 318, 282, 209_449_795, 393_557_059)]
    [InlineData("l4-udp-idle", 399, 2, 209, 191, 398_524_318, 449_947_379)]
    [InlineData("l4-storm", 396, 64, 3376, 624, 9_310_008_250, 9_376_394_020)]
    public void Batches_handlers_and_translate_times_agree_with_an_independent_script(
        string name, int batches, int largest, int handler1, int handler2, long translateNs, long translateExecuteNs)
    {
        var log = Play(name);
        var handlers = log.Tallies.Threads.ToArray().Where(t => t.Name.StartsWith("handler", StringComparison.Ordinal)).ToList();

        Assert.Equal((ulong)batches, log.Sum(t => t.Batches));
        Assert.Equal((uint)largest, handlers.Max(t => t.BatchMax));
        Assert.Equal((ulong)handler1, log.Thread("handler1").Hits[(int)ProbeId.RecvUpcall]);
        Assert.Equal((ulong)handler2, handlers.SingleOrDefault(t => t.Name == "handler2").Hits[(int)ProbeId.RecvUpcall]);
        Assert.Equal((ulong)translateNs, log.Sum(t => t.Stages[(int)Stage.Translate].SumNs));
        Assert.Equal((ulong)translateExecuteNs, log.Sum(t => t.Stages[(int)Stage.TranslateExecute].SumNs));
        Assert.Equal(0UL, log.Sum(t => t.PutsUnmatched + t.ExecutesUnmatched));
    }

    [Fact]
    public void The_storm_has_the_batch_sizes_an_independent_script_found()
    {
        var log = Play("l4-storm");
        var expected = new Dictionary<int, ulong> { [1] = 4, [7] = 1, [8] = 352, [15] = 1, [16] = 18, [24] = 4, [31] = 1, [32] = 4 };

        foreach (var (size, count) in expected)
        {
            Assert.Equal(count, log.Sum(t => t.BatchSizes[size]));
        }

        Assert.Equal(4000UL, Enumerable.Range(1, ThreadTally.MaxBatch).Aggregate(0UL, (sum, size) => sum + log.Sum(t => t.BatchSizes[size]) * (ulong)size));
    }

    [Fact]
    public void Only_threads_of_the_daemon_have_rows()
    {
        Assert.Equal(["handler1", "handler2", "ovs-vswitchd", "revalidator3"], Play("l4-udp-idle").ThreadNames);
    }

    [Theory]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-rule-change")]
    public void The_tally_does_not_depend_on_the_slices(string name)
    {
        var fine = Play(name, TimeSpan.FromMilliseconds(10));
        var coarse = Play(name, TimeSpan.FromSeconds(1));

        Assert.True(fine.Times.Count > coarse.Times.Count * 50);
        Assert.Equal(coarse.Events, fine.Events);
        Assert.True(MemoryMarshal.AsBytes(coarse.Tallies.Slots)
            .SequenceEqual(MemoryMarshal.AsBytes(fine.Tallies.Slots)));
    }

    private static BatchLog Play(string name) => Played.GetOrAdd(name, static n => new Lazy<BatchLog>(() => Play(n, AtOnce.Slice))).Value;

    private static BatchLog Play(string name, TimeSpan slice)
    {
        using var source = ReplaySource.Open(
            Captures.PathOf(name), AtOnce with { Slice = slice }, ImmediateScheduler.Instance);
        return new BatchLog(source, keepRecords: false);
    }
}
