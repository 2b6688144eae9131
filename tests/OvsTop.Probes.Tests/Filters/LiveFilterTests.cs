using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests.Filters;

/// <summary>What the kernel counts of matching upcalls, what the double did and the details that came are the same.</summary>
public sealed class LiveFilterTests
{
    private const string Double = "--handlers 4 --revalidators 2 --rate 3000 --flows 300 --layout L2 --linger-ms 700";

    [LiveFact]
    public void Upcalls_of_a_port_are_as_many_as_the_daemon_says()
    {
        var run = FilteredRun.Watch($"{Double} --for 2 --seed 31", FilteredRun.Compile("in_port=1"));
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        ulong expected = run.Daemon.GetProperty("in_ports").GetProperty("1").GetUInt64();
        Assert.InRange(expected, 300UL, 5_500UL);
        Assert.Equal(expected, run.Matched.Hits(ProbeId.RecvUpcall));
        Assert.Equal(expected, run.Sum(row => row.UpcallTypes[0] + row.UpcallTypes[1]));
        Assert.Equal(run.Matched.Hits(ProbeId.FlowExecute), run.Sum(row => row.Stages[(int)Stage.TranslateExecute].Count));
        Assert.Equal(run.Matched.Hits(ProbeId.FlowPut), run.Sum(row => row.Stages[(int)Stage.Translate].Count + row.PutsUnmatched));
        Assert.InRange(run.Matched.Hits(ProbeId.FlowDel), 10UL, run.All.Hits(ProbeId.FlowDel) - 10);
        Assert.Equal((ulong)run.Records.Count(IsDelete), run.Sum(row => row.Results[(int)RevalidationResult.Delete]));
        Assert.Equal(0UL, run.Sum(row => row.Results[(int)RevalidationResult.Keep] + row.Batches));
        Assert.All(Keys(run), key => Assert.Equal(1u, key.InPort));
    }

    [LiveFact]
    public void Details_come_of_what_matches_only()
    {
        var udp = FilteredRun.Watch($"{Double} --for 1 --seed 32", FilteredRun.Compile("udp"));
        udp.AssertAllEqualTheDaemons();
        udp.AssertMatchedEqualTheRecords();
        Assert.InRange(udp.Matched.Hits(ProbeId.RecvUpcall), 30UL, 2_900UL);
        Assert.All(Keys(udp), key => Assert.Equal(17, key.IpProto));
    }

    [LiveFact]
    public void A_filter_that_always_holds_counts_everything()
    {
        var all = FilteredRun.Watch($"{Double} --for 1 --seed 32", FilteredRun.Compile("udp or not udp"));
        all.AssertMatchedEqualTheRecords();
        foreach (var probe in new[] { ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowDel, ProbeId.FlowGet, ProbeId.RevalidateEntry, ProbeId.RevalidateExit })
        {
            Assert.Equal((probe, all.All.Hits(probe)), (probe, all.Matched.Hits(probe)));
        }

        // An execute has no key: without its upcall it matches nothing.
        ulong unmatched = all.All.Threads.ToArray().Aggregate(0UL, (sum, row) => sum + row.ExecutesUnmatched);
        Assert.Equal(all.All.Hits(ProbeId.FlowExecute) - unmatched, all.Matched.Hits(ProbeId.FlowExecute));
        Assert.All(all.Matched.Threads.ToArray(), row => Assert.Equal(all.All.Threads.ToArray().Single(r => r.Tid == row.Tid).Name, row.Name));
    }

    [LiveFact]
    public void Another_filter_counts_from_zero_and_nothing_is_detached()
    {
        const ulong Enough = 400;
        var next = new Queue<CompiledFilter>([FilteredRun.Compile("udp"), FilteredRun.Compile("in_port=1 and ip")]);
        var current = FilteredRun.Compile("in_port=1");
        var run = FilteredRun.Watch(
            $"{Double} --for 600 --seed 33",
            current,
            batch => IsEnough(batch) && next.TryDequeue(out var filter) ? current = filter : null,
            batch => next.Count == 0 && IsEnough(batch));
        bool IsEnough(ProbeBatch batch) => batch.Filter == current && batch.Matched?.Hits(ProbeId.RecvUpcall) >= Enough;
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        Assert.Equal(3, run.Filters.Count);
        Assert.All(run.Filters, filter => Assert.True(filter.Last > 0, filter.Filter));
        ulong ofThePort = run.Daemon.GetProperty("in_ports").GetProperty("1").GetUInt64();
        Assert.InRange(run.Filters[0].Last + run.Filters[2].Last, 1UL, ofThePort);
        Assert.All(Keys(run), key => Assert.Equal(1u, key.InPort));
    }

    [LiveFact]
    public void What_the_kernel_cannot_decide_is_decided_and_counted_here()
    {
        // The kernel sees the port, not the payload's first bytes; IPv4 packets of the double hold the version and length 0x45.
        var filter = FilteredRun.Compile("in_port=1 and bytes=0x45");
        Assert.False(filter.IsKernelExact);
        var run = FilteredRun.Watch($"{Double} --for 1 --seed 34", filter);
        run.AssertAllEqualTheDaemons();
        run.AssertMatchedEqualTheRecords();

        int expected = run.Records.Count(r => new ProbeEvent(r).Header.Probe is ProbeId.RecvUpcall && new ProbeEvent(r).Packet.Contains((byte)0x45));
        Assert.InRange(expected, 10, (int)run.Daemon.GetProperty("in_ports").GetProperty("1").GetUInt64());
        Assert.Equal((ulong)expected, run.Matched.Hits(ProbeId.RecvUpcall));
        Assert.True(run.Matched.Hits(ProbeId.FlowExecute) > 0);
        Assert.Equal(0UL, run.Matched.Hits(ProbeId.FlowDel));
    }

    private static bool IsDelete(byte[] record)
    {
        var header = new ProbeEvent(record).Header;
        return header is { Probe: ProbeId.FlowResult or ProbeId.FlowSweepResult, Argument: (int)RevalidationResult.Delete };
    }

    private static IEnumerable<FlowKey> Keys(FilteredRun run)
    {
        foreach (byte[] record in run.Records)
        {
            var probeEvent = new ProbeEvent(record);
            if (probeEvent.Key.Length > 0)
            {
                FlowKey.Decode(probeEvent.Key, out var key);
                yield return key;
            }
        }
    }
}
