using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Tests;

/// <summary>One run of the double under a <see cref="LiveSource"/>.</summary>
internal sealed class LiveRun
{
    private readonly Tallier _twin = new();

    private LiveRun(TallyTable kernel, JsonElement daemon)
    {
        Kernel = kernel;
        Daemon = daemon;
    }

    /// <summary>The last reading of the counts.</summary>
    public TallyTable Kernel { get; }

    /// <summary>What the double says it did.</summary>
    public JsonElement Daemon { get; private set; }

    public DetailLosses Losses { get; private set; }

    public int Records { get; private set; }

    /// <summary>Put records that say something else about the delete before than the twin.</summary>
    public int PutsToldOtherwise { get; private set; }

    /// <param name="doubleArguments">For the double, which begins when it is watched.</param>
    /// <param name="options">How it is watched.</param>
    /// <param name="enough">Ends the emission before the time given to the double.</param>
    public static LiveRun Watch(string doubleArguments, LiveOptions options, Predicate<LiveRun>? enough = null)
    {
        using var vswitchd = VswitchdDouble.Start($"--on-cue {doubleArguments}");
        using var source = LiveSource.Open(new DaemonFinder(), options with { Pid = vswitchd.Pid });
        Assert.All(source.Probes.Where(probe => probe.Probe.IsUsdt), probe => Assert.True(probe.Attached, $"{probe.Probe.FullName}: {probe.Why}"));
        var run = new LiveRun(new TallyTable(), default);
        run.Daemon = vswitchd.Watch(source, run.Take, _ => enough?.Invoke(run) == true);
        return run;
    }

    public void AssertCountsEqualTheDaemons()
    {
        foreach (var probe in ProbeTable.Usdt)
        {
            ulong expected = Daemon.GetProperty("counts").GetProperty(probe.EventName).GetUInt64();
            Assert.True(expected == Kernel.Hits(probe.Id), $"{probe.EventName}: the daemon did {expected}, counted {Kernel.Hits(probe.Id)}");
        }

        foreach (var thread in Daemon.GetProperty("threads").EnumerateArray())
        {
            AssertThread(thread);
        }
    }

    /// <summary>The twin counted the details: everything must agree, bucket for bucket.</summary>
    public void AssertTwinAgrees()
    {
        Assert.Equal(Kernel.Count, _twin.Table.Count);
        foreach (ref readonly var kernel in Kernel.Threads)
        {
            var twin = Row(_twin.Table, kernel.Tid);
            for (int stage = 0; stage < ThreadTally.StageCount; stage++)
            {
                Assert.Equal(kernel.Stages[stage].Count, twin.Stages[stage].Count);
                Assert.Equal(kernel.Stages[stage].SumNs, twin.Stages[stage].SumNs);
                Assert.Equal(kernel.Stages[stage].MinNs, twin.Stages[stage].MinNs);
                Assert.Equal(kernel.Stages[stage].MaxNs, twin.Stages[stage].MaxNs);
                Assert.Equal(((ReadOnlySpan<uint>)kernel.Stages[stage].Buckets).ToArray(), ((ReadOnlySpan<uint>)twin.Stages[stage].Buckets).ToArray());
            }

            Assert.Equal(((ReadOnlySpan<uint>)kernel.BatchSizes).ToArray(), ((ReadOnlySpan<uint>)twin.BatchSizes).ToArray());
            Assert.Equal(kernel.Batches, twin.Batches);
            Assert.Equal(kernel.PutsUnmatched, twin.PutsUnmatched);
            Assert.Equal(kernel.ExecutesUnmatched, twin.ExecutesUnmatched);
            Assert.Equal(((ReadOnlySpan<ulong>)kernel.Reasons).ToArray(), ((ReadOnlySpan<ulong>)twin.Reasons).ToArray());
        }
    }

    /// <summary>The churn of the kernel and of the twin is that of the daemon, thread for thread and reason for reason.</summary>
    public void AssertChurnEqualsTheDaemons(bool withTwin)
    {
        foreach (var thread in Daemon.GetProperty("threads").EnumerateArray())
        {
            uint tid = thread.GetProperty("tid").GetUInt32();
            if (!thread.GetProperty("counts").EnumerateObject().Any(c => c.Value.GetUInt64() > 0))
            {
                continue;
            }

            ulong[] expected = [.. thread.GetProperty("churn").EnumerateObject().Select(reason => reason.Value.GetUInt64())];
            Assert.Equal(expected, Churn(Row(Kernel, tid), expected.Length));
            if (withTwin)
            {
                Assert.Equal(expected, Churn(Row(_twin.Table, tid), expected.Length));
            }
        }
    }

    /// <summary>Puts that were churn, by the name of the reason.</summary>
    public ulong DaemonChurn(string reason) => Daemon.GetProperty("churn").GetProperty(reason).GetUInt64();

    /// <summary>As many as were counted until now.</summary>
    public ulong KernelChurn(DeleteReason reason)
    {
        ulong sum = 0;
        foreach (ref readonly var row in Kernel.Threads)
        {
            sum += row.Churn[(int)reason];
        }

        return sum;
    }

    private static ulong[] Churn(ThreadTally row, int reasons) => ((ReadOnlySpan<ulong>)row.Churn)[..reasons].ToArray();

    private static ThreadTally Row(TallyTable table, uint tid)
    {
        foreach (ref readonly var row in table.Threads)
        {
            if (row.Tid == tid)
            {
                return row;
            }
        }

        throw new Xunit.Sdk.XunitException($"no row for thread {tid}");
    }

    private void AssertThread(JsonElement thread)
    {
        var counts = thread.GetProperty("counts");
        if (!counts.EnumerateObject().Any(c => c.Value.GetUInt64() > 0))
        {
            return;
        }

        string name = thread.GetProperty("name").GetString()!;
        var row = Row(Kernel, thread.GetProperty("tid").GetUInt32());
        Assert.Equal(name, row.Name);
        foreach (var probe in ProbeTable.Usdt)
        {
            ulong expected = counts.TryGetProperty(probe.EventName, out var count) ? count.GetUInt64() : 0;
            Assert.True(expected == row.Hits[(int)probe.Id], $"{name} {probe.EventName}: the daemon did {expected}, counted {row.Hits[(int)probe.Id]}");
        }

        if (counts.TryGetProperty("recv_upcall", out var upcalls) && upcalls.GetUInt64() > 0)
        {
            AssertBatches(thread, row);
            Assert.Equal(thread.GetProperty("upcall_types").GetProperty("miss").GetUInt64(), row.UpcallTypes[0]);
            Assert.Equal(thread.GetProperty("upcall_types").GetProperty("action").GetUInt64(), row.UpcallTypes[1]);
            Assert.Equal(thread.GetProperty("upcalls_without_put").GetUInt64(), row.Hits[(int)ProbeId.RecvUpcall] - row.Stages[(int)Stage.Translate].Count);
            Assert.Equal(0UL, row.PutsUnmatched);
        }
    }

    /// <summary>A batch of which nothing was put or executed cannot be told from the next one's beginning, so there may be fewer.</summary>
    private static void AssertBatches(JsonElement thread, ThreadTally row)
    {
        Assert.InRange(row.Batches, 1UL, thread.GetProperty("batches").GetUInt64());
        ulong batches = 0, upcalls = 0;
        for (int size = 0; size <= ThreadTally.MaxBatch; size++)
        {
            batches += row.BatchSizes[size];
            upcalls += row.BatchSizes[size] * (ulong)size;
        }

        Assert.Equal(row.Batches, batches);
        Assert.Equal(row.Hits[(int)ProbeId.RecvUpcall], upcalls);
    }

    private void Take(ProbeBatch batch)
    {
        foreach (var probeEvent in batch.Records)
        {
            _twin.Add(probeEvent);
            Records++;
            if (probeEvent.Header.Probe == ProbeId.FlowPut)
            {
                // What the kernel tells about the delete before is what the twin remembers of it.
                var told = probeEvent.Header;
                var header = told;
                _twin.LastPut.Tell(ref header);
                PutsToldOtherwise += header.Detail == told.Detail && header.Value0 == told.Value0 && header.Value1 == told.Value1 && header.Flags == told.Flags ? 0 : 1;
            }
        }

        if (batch.Tallies is { } tallies)
        {
            Kernel.CopyFrom(tallies);
            Losses = batch.Losses;
        }
    }
}
