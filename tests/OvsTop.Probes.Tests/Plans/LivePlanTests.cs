using System.Reactive.Linq;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Live;
using OvsTop.Probes.Plans;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Probes.Tests.Plans;

/// <summary>Views are switched while the double works.</summary>
public sealed class LivePlanTests
{
    private static readonly Measurements[] Views =
        [Measurements.None, Measurements.Verdicts | Measurements.Retranslations, Measurements.Translate, Measurements.FlowLives, Measurements.All];

    [LiveFact]
    public void Switching_views_under_load_loses_no_primary_count()
    {
        const int Rounds = 2;
        using var vswitchd = VswitchdDouble.Start("--on-cue --handlers 3 --revalidators 2 --rate 5000 --for 600 --seed 11 --flows 2000");
        using var source = LiveSource.Open(new DaemonFinder(), new LiveOptions
        {
            Pid = vswitchd.Pid,
            Measurements = Measurements.None,
            PlanEvery = TimeSpan.FromMilliseconds(200),
            KeepUnneeded = TimeSpan.Zero,
        });
        Assert.DoesNotContain(ProbeId.FlowResult, source.Info.Attached!);
        var last = new TallyTable();
        var times = new ProbeTimes();
        int batches = 0, view = 0;
        ulong start = 0, end = 0;
        source.Batches.Do(batch =>
        {
            vswitchd.Begin();
            if (batch.Tallies is null)
            {
                return;
            }

            last.CopyFrom(batch.Tallies);
            times.CopyFrom(batch.AttachedNs!);
            start = start == 0 ? batch.TimeNs : start;
            end = batch.TimeNs;
            bool isOn = source.Info.Attached!.Contains(ProbeId.FlowResult);
            bool isWanted = Planner.Make(Views[view % Views.Length], source.Probes, source.Info.Primary!).Probes.Contains(ProbeId.FlowResult);
            if (last.Hits(ProbeId.RecvUpcall) == 0 || isOn != isWanted || ++batches % 4 != 0)
            {
                return;
            }

            if (++view < Rounds * Views.Length)
            {
                source.Measure(Views[view % Views.Length]);
            }
            else
            {
                vswitchd.End();
            }
        }).LastAsync().Timeout(TimeSpan.FromSeconds(60)).Wait();
        var told = vswitchd.Finish(TimeSpan.FromSeconds(30));
        var daemon = told.GetProperty("counts");
        foreach (var probe in (ProbeId[])[ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowDel, ProbeId.StartDump, ProbeId.SweepDone, ProbeId.RunStart])
        {
            Assert.Equal(daemon.GetProperty(ProbeTable.Find(probe)!.EventName).GetUInt64(), last.Hits(probe));
        }

        // The others were counted in a part of the time, and it is known which.
        Assert.InRange(last.Hits(ProbeId.FlowResult), 1UL, daemon.GetProperty("flow_result").GetUInt64() - 1);
        Assert.InRange(times[ProbeId.FlowResult], 1UL, end - start - 1);
        Assert.InRange(times.At(ProbeId.RecvUpcall, end), (ulong)(told.GetProperty("seconds").GetDouble() * 1e9), ulong.MaxValue);
    }

    [LiveFact]
    public void A_need_after_the_end_is_no_error()
    {
        using var vswitchd = VswitchdDouble.Start("--handlers 1 --revalidators 1 --rate 1000 --for 600 --seed 14");
        using var source = LiveSource.Open(new DaemonFinder(), new LiveOptions { Pid = vswitchd.Pid, Measurements = Measurements.None });
        using var begun = new ManualResetEventSlim();
        var watching = source.Batches.Subscribe(_ => begun.Set());
        Assert.True(begun.Wait(TimeSpan.FromSeconds(30)));
        source.Measure(Measurements.Traces);

        // Returns when nothing is loaded any more.
        watching.Dispose();
        source.Measure(Measurements.All);
        source.Measure(Measurements.None);
        Assert.DoesNotContain(source.Probes, probe => probe.Attached);
    }

    [LiveFact]
    public void A_probe_counts_exactly_while_its_time_runs()
    {
        using var vswitchd = VswitchdDouble.Start("--handlers 1 --revalidators 1 --rate 20000 --for 600 --seed 12 --flows 100");
        var daemon = new DaemonFinder().Find(vswitchd.Pid);
        using var session = KernelSession.Open(daemon, OvsTop.Vswitchd.Usdt.UsdtNotes.Read(daemon), new LiveOptions { DetailsPerSecond = 0 });
        var (before, after, hits) = (new ProbeTimes(), new ProbeTimes(), new ulong[ProbeTable.Slots]);
        session.Attach(ProbeId.RunStart);
        Assert.True(SpinWait.SpinUntil(() => { Thread.Sleep(20); session.ReadHits(hits); return hits[(int)ProbeId.RunStart] > 0; }, TimeSpan.FromSeconds(30)));
        for (int i = 0; i < 3; i++)
        {
            ulong until = hits[(int)ProbeId.FlowPut];
            session.Attach(ProbeId.FlowPut);
            Assert.True(SpinWait.SpinUntil(() => { Thread.Sleep(20); session.ReadHits(hits); return hits[(int)ProbeId.FlowPut] > until; }, TimeSpan.FromSeconds(30)));
            session.Detach(ProbeId.FlowPut);
            session.ReadHits(hits);
            session.ReadTimes(before);
            ulong counted = hits[(int)ProbeId.FlowPut];
            Thread.Sleep(50);
            session.ReadHits(hits);
            session.ReadTimes(after);
            Assert.Equal(counted, hits[(int)ProbeId.FlowPut]);
            Assert.Equal(before[ProbeId.FlowPut], after[ProbeId.FlowPut]);
        }

        // Recv was never on: nothing is unmatched, and nothing was timed.
        var table = new TallyTable();
        session.ReadTallies(table);
        foreach (ref readonly var row in table.Slots)
        {
            Assert.Equal(0UL, row.PutsUnmatched);
            Assert.Equal(0UL, row.Stages[(int)Stage.Translate].Count);
        }
    }
}
