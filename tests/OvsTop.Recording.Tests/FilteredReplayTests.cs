using System.Reactive.Concurrency;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Flows;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>A filtered replay against counts that this test makes itself from the unfiltered one.</summary>
public sealed class FilteredReplayTests
{
    private delegate bool KeyTest(in FlowKey key);

    private static readonly ReplayOptions AtOnce = new() { Speed = double.PositiveInfinity };

    private static readonly Dictionary<string, KeyTest> Filters = new()
    {
        ["tcp"] = (in FlowKey key) => key.IpProto == 6,
        ["udp"] = (in FlowKey key) => key.IpProto == 17,
        ["in_port=2"] = (in FlowKey key) => key.InPort == 2,
        ["recirc_id!=0"] = (in FlowKey key) => key.RecircId != 0,
        ["ip and not (in_port=2)"] = (in FlowKey key) => key.EtherType == 0x0800 && key.InPort != 2,
    };

    [Theory]
    [InlineData("ct1-tcp", "tcp")]
    [InlineData("ct1-tcp", "recirc_id!=0")]
    [InlineData("ct2-one", "in_port=2")]
    [InlineData("l4-rule-change", "udp")]
    [InlineData("l4-rule-change", "ip and not (in_port=2)")]
    [InlineData("l4-flow-limit", "in_port=2")]
    [InlineData("l4-flow-limit", "udp")]
    public void Matched_counts_and_records_are_those_an_independent_look_finds(string capture, string text)
    {
        var all = Play(capture, null);
        var matched = Play(capture, Compile(text));
        var expected = Count(all, Filters[text]);

        foreach (var probe in new[] { ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowDel, ProbeId.FlowGet, ProbeId.RevalidateEntry, ProbeId.RevalidateExit, ProbeId.FlowResult, ProbeId.FlowSweepResult })
        {
            ulong count = expected.GetValueOrDefault(probe);
            Assert.Equal((probe, count), (probe, matched.Matched.Hits(probe)));
            Assert.Equal((probe, count), (probe, (ulong)Flagged(matched, probe, EventFlags.None)));
        }

        Assert.True(MemoryMarshal.AsBytes(all.Tallies.Slots).SequenceEqual(MemoryMarshal.AsBytes(matched.Tallies.Slots)), "the filter leaves the other counts alone");
    }

    [Theory]
    [InlineData("l4-rule-change")]
    [InlineData("l4-flow-limit")]
    public void A_filter_that_always_holds_counts_what_is_counted_without_one(string capture)
    {
        var log = Play(capture, Compile("in_port=2 or not (in_port=2)"));
        foreach (var tally in log.Tallies.Threads.ToArray())
        {
            var matched = log.Matched.Threads.ToArray().SingleOrDefault(row => row.Tid == tally.Tid);
            foreach (var probe in new[] { ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowDel, ProbeId.FlowCmdNewReturn, ProbeId.PacketCmdExecuteReturn })
            {
                Assert.Equal((tally.Name, probe, tally.Hits[(int)probe]), (tally.Name, probe, matched.Hits[(int)probe]));
            }

            foreach (var stage in new[] { Stage.Translate, Stage.TranslateExecute, Stage.KernelPut, Stage.KernelExecute })
            {
                Assert.Equal((stage, tally.Stages[(int)stage].SumNs), (stage, matched.Stages[(int)stage].SumNs));
                Assert.Equal((stage, tally.Stages[(int)stage].Count), (stage, matched.Stages[(int)stage].Count));
            }

            Assert.Equal(((ReadOnlySpan<ulong>)tally.Reasons).ToArray(), ((ReadOnlySpan<ulong>)matched.Reasons).ToArray());
            Assert.True(matched.Tid == 0 || matched.Name == tally.Name);
        }
    }

    [Fact]
    public void What_is_known_only_with_the_result_is_undecided_and_not_counted()
    {
        var (log, possible) = (Play("ct1-tcp", Compile("tcp and verdict=drop")), Play("ct1-tcp", Compile("tcp")));

        Assert.Equal(0UL, log.Matched.Hits(ProbeId.RecvUpcall));
        Assert.Equal(possible.Matched.Hits(ProbeId.RecvUpcall), (ulong)Flagged(log, ProbeId.RecvUpcall, EventFlags.Undecided));
        Assert.Equal(possible.Matched.Hits(ProbeId.FlowPut), (ulong)Flagged(log, ProbeId.FlowPut, EventFlags.Undecided));
        Assert.Equal(0, Flagged(log, ProbeId.RecvUpcall, EventFlags.None));
    }

    [Fact]
    public void Later_rounds_of_what_matches_and_the_verdicts_on_their_flows_stay_as_related()
    {
        // Two of five packets are sent on: one twice, one once, each time with a put.
        var log = Play("ct2-one", Compile("recirc_id=0"));

        Assert.Equal(5UL, log.Matched.Hits(ProbeId.RecvUpcall));
        Assert.Equal(3, Flagged(log, ProbeId.RecvUpcall, EventFlags.Related));
        Assert.Equal(3, Flagged(log, ProbeId.FlowPut, EventFlags.Related));
        Assert.Equal(3, Flagged(log, ProbeId.FlowExecute, EventFlags.Related));
        Assert.Equal(Play("ct2-one", null).Records.Count(IsVerdict), log.Records.Count(IsVerdict));

        static bool IsVerdict(byte[] record) => new ProbeEvent(record).Header.Probe is ProbeId.FlowResult or ProbeId.FlowSweepResult;
    }

    [Fact]
    public void Parts_that_only_user_space_sees_are_decided_too()
    {
        var plain = Play("l4-flow-limit", Compile("udp"));
        var named = Play("l4-flow-limit", Compile("udp and handler=handler1"));

        Assert.Equal(plain.Matched.Threads.ToArray().Single(row => row.Name == "handler1").Hits[(int)ProbeId.RecvUpcall], named.Matched.Hits(ProbeId.RecvUpcall));
        Assert.InRange(named.Matched.Hits(ProbeId.RecvUpcall), 1UL, plain.Matched.Hits(ProbeId.RecvUpcall) - 1);
    }

    [Fact]
    public void Another_filter_counts_from_zero()
    {
        using var source = ReplaySource.Open(Captures.PathOf("l4-flow-limit"), AtOnce, ImmediateScheduler.Instance);
        CompiledFilter first = Compile("udp"), second = Compile("udp and in_port!=77");
        source.SetFilter(first);
        ulong before = 0, after = 0, received = 0;
        using var subscription = source.Batches.Subscribe(batch =>
        {
            Assert.True(ReferenceEquals(batch.Filter, first) || ReferenceEquals(batch.Filter, second));
            ref ulong count = ref ReferenceEquals(batch.Filter, first) ? ref before : ref after;
            count = batch.Matched!.Hits(ProbeId.RecvUpcall);
            received = batch.Tallies!.Hits(ProbeId.RecvUpcall);
            if (before >= 100)
            {
                source.SetFilter(second);
            }
        });

        Assert.InRange(before, 100UL, received - 1);
        Assert.Equal(received, before + after);
    }

    private static CompiledFilter Compile(string text) => FilterCompiler.Compile(Filter.Parse(text).Filter!);

    private static BatchLog Play(string capture, CompiledFilter? filter)
    {
        using var source = ReplaySource.Open(Captures.PathOf(capture), AtOnce, ImmediateScheduler.Instance);
        source.SetFilter(filter);
        return new BatchLog(source);
    }

    /// <summary>Records of a probe that are there as said: none, because they match.</summary>
    private static int Flagged(BatchLog log, ProbeId probe, EventFlags unmatched) =>
        log.Records.Count(record => new ProbeEvent(record).Header.Probe == probe && (new ProbeEvent(record).Header.Flags & EventFlags.Unmatched) == unmatched);

    /// <summary>The last upcall of the same thread with the key of a put or the packet of an execute decides; other keys decide themselves.</summary>
    private static Dictionary<ProbeId, ulong> Count(BatchLog log, KeyTest test)
    {
        var counts = new Dictionary<ProbeId, ulong>();
        var byKey = new Dictionary<(uint, string), bool>();
        var byPacket = new Dictionary<(uint, ulong), bool>();
        foreach (byte[] record in log.Records)
        {
            // A log keeps records without padding.
            var header = new ProbeEvent(record).Header;
            var bytes = record.AsSpan(EventHeader.Size + header.PacketCaptured, header.KeyCaptured);
            FlowKey.Decode(bytes, out var key);
            string keyText = Convert.ToHexString(bytes);
            bool matches = test(key);
            switch (header.Probe)
            {
                case ProbeId.RecvUpcall:
                    byKey[(header.Tid, keyText)] = matches;
                    byPacket[(header.Tid, header.Subject)] = matches;
                    break;
                case ProbeId.FlowPut:
                    matches = byKey.GetValueOrDefault((header.Tid, keyText), matches);
                    break;
                case ProbeId.FlowExecute:
                    matches = byPacket.GetValueOrDefault((header.Tid, header.Subject));
                    break;
                case ProbeId.FlowResult or ProbeId.FlowSweepResult:
                    matches &= header.Argument != (int)RevalidationResult.Keep;
                    break;
            }

            counts[header.Probe] = counts.GetValueOrDefault(header.Probe) + (matches ? 1UL : 0);
        }

        return counts;
    }
}
