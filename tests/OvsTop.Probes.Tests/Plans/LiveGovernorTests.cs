using System.Diagnostics;
using System.Reactive.Linq;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Daemons;
using Xunit.Abstractions;

namespace OvsTop.Probes.Tests.Plans;

/// <summary>A storm of deletes that would cost a good part of a core to watch, and its end.</summary>
public sealed class LiveGovernorTests(ITestOutputHelper output)
{
    private const double Limit = 10;
    private const int StormSeconds = 6, StormFlows = 100_000;

    [LiveFact]
    public void A_storm_is_sampled_and_labelled_no_rate_is_lost_and_afterwards_everything_is_counted_again()
    {
        using var vswitchd = VswitchdDouble.Start($"--handlers 2 --revalidators 2 --rate 1000 --for 600 --seed 13 --flows 2000 --storm {StormFlows} --storm-for {StormSeconds} --linger-ms 1000");
        using var source = LiveSource.Open(new DaemonFinder(), new LiveOptions
        {
            Pid = vswitchd.Pid,
            MaxOverheadPercent = Limit,
            PlanEvery = TimeSpan.FromMilliseconds(150),
            DetailsPerSecond = 100,
        });
        var last = new TallyTable();
        var labels = new List<string>();
        bool ended = false;
        Stopwatch? storm = null;
        (ulong Rounds, ulong Verdicts)? calm = null;
        var trapped = new TrapTime(vswitchd.Pid);
        source.Batches.Do(batch =>
        {
            if (batch.Tallies is null)
            {
                return;
            }

            last.CopyFrom(batch.Tallies);
            var attachment = source.Info.Attachment!;
            string label = attachment.Label(ProbeId.FlowResult);
            storm ??= last.Hits(ProbeId.FlowResult) > 0 ? Stopwatch.StartNew() : null;
            if (storm?.Elapsed.TotalSeconds < StormSeconds)
            {
                trapped.Tick(label);
            }

            if (labels.Count == 0 || labels[^1] != label)
            {
                labels.Add(label);
                output.WriteLine($"{(label.Length > 0 ? label : "all")}, cost {attachment.CostPercent:F1} %");
            }

            // Everything came back, and that not in the storm, which would take it away again: the double has done its duty.
            ulong rounds = last.Hits(ProbeId.SweepDone), verdicts = last.Hits(ProbeId.FlowResult);
            calm = labels.Count <= 2 || attachment.Sampled.Count > 0 || verdicts - calm?.Verdicts >= StormFlows ? null : calm ?? (rounds, verdicts);
            if (rounds - calm?.Rounds >= 3)
            {
                ended = true;
                vswitchd.End();
            }
        }).LastAsync().Timeout(TimeSpan.FromSeconds(90)).Wait();
        var counts = vswitchd.Finish(TimeSpan.FromSeconds(30)).GetProperty("counts");
        foreach (var probe in (ProbeId[])[ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.StartDump, ProbeId.SweepDone])
        {
            Assert.Equal(counts.GetProperty(ProbeTable.Find(probe)!.EventName).GetUInt64(), last.Hits(probe));
        }

        Assert.Contains(labels, label => label.StartsWith("sampled 1/", StringComparison.Ordinal) || label == "paused: budget");
        Assert.Equal("", labels[^1]);
        Assert.True(ended, string.Join(", ", labels));
        ulong happened = counts.GetProperty("flow_result").GetUInt64(), counted = last.Hits(ProbeId.FlowResult);
        output.WriteLine($"{trapped}");

        // Windows of 150 ms and a storm of seconds: the average comes near the limit only after a while.
        Assert.InRange(trapped.ReducedPercent, 0, Limit * 1.5);
        output.WriteLine($"flow_result: {happened} happened, {counted} trapped");
        Assert.InRange(counted, 1UL, happened - 1);
    }
}
