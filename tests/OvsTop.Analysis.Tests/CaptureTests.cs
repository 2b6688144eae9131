using System.Reactive.Linq;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Tests;

/// <summary>
/// Recordings of running Open vSwitch. The counts are those of <c>dpctl/show</c> and of the generated traffic; the times were computed from
/// the captures by a script that shares nothing with this program.
/// </summary>
public sealed class CaptureTests
{
    [Fact]
    public void Idle_flows_are_deleted_for_idleness()
    {
        var last = Captures.Play("l4-udp-idle")[^1];
        Assert.Equal(
            [(518u, "handler1", 209ul, 209ul, 209ul, 208ul, 2u), (519u, "handler2", 191ul, 191ul, 191ul, 191ul, 1u)],
            last.Upcalls.Handlers.Select(h => (h.Tid, h.Name, h.Upcalls, h.Puts, h.Executes, h.Batches, h.BatchMax)));
        Assert.Equal((398ul, 1ul), (last.Upcalls.BatchSizes[1], last.Upcalls.BatchSizes[2]));
        Assert.Equal(0ul, last.Upcalls.Total.UpcallsWithoutPut);
        Assert.Equal([("FLOW_IDLE", 400ul), ("unexplained", 0ul)], Reasons(last));
        Assert.Equal((15_935ul, 0ul, 400ul, 400ul), (last.Revalidator.Keep, last.Revalidator.Modify, last.Revalidator.Delete, last.Revalidator.Deletes));
        Assert.Equal((43ul, 36L, 500L), (last.Revalidator.Rounds, last.Revalidator.DumpDurationMaxMs, last.Revalidator.WaitMs));
        Assert.Equal((0ul, 27_000ul), (last.Revalidator.Flows, last.Revalidator.FlowLimit));
        Assert.Equal(400ul, last.Counts.Single(c => c.Probe.EventName == "ovs_dp_upcall").Total);
    }

    [Fact]
    public void Above_the_flow_limit_upcalls_install_nothing()
    {
        var last = Captures.Play("l4-flow-limit")[^1];
        var total = last.Upcalls.Total;
        Assert.Equal((600ul, 354ul, 600ul, 246ul), (total.Upcalls, total.Puts, total.Executes, total.UpcallsWithoutPut));
        Assert.Equal([149ul, 97ul], last.Upcalls.Handlers.Select(h => h.UpcallsWithoutPut));
        Assert.Equal([("FLOW_IDLE", 315ul), ("unexplained", 0ul)], Reasons(last));
        Assert.Equal((39ul, 6_050ul), (last.Revalidator.Flows, last.Revalidator.FlowLimit));
    }

    [Fact]
    public void Changed_rules_retranslate_and_a_purge_deletes()
    {
        var last = Captures.Play("l4-rule-change")[^1];
        Assert.Equal((40ul, 24ul, 688ul), (last.Revalidator.Retranslations, last.Revalidator.Rounds, last.Revalidator.Keep));
        Assert.Equal([("PURGE", 20ul), ("unexplained", 0ul)], Reasons(last));
        Assert.Equal(
            [(485u, "ovs-vswitchd", 20ul, 20ul), (520u, "revalidator3", 688ul, 0ul)],
            last.Revalidator.Threads.Select(t => (t.Tid, t.Name, t.Results, t.Deletes)));
    }

    [Fact]
    public void A_storm_comes_in_full_batches_and_keeps_its_flows()
    {
        var last = Captures.Play("l4-storm")[^1];
        Assert.Equal([(3376ul, 330ul, 64u), (624ul, 66ul, 32u)], last.Upcalls.Handlers.Select(h => (h.Upcalls, h.Batches, h.BatchMax)));
        Assert.Equal((352ul, 18ul, 5ul), (last.Upcalls.BatchSizes[8], last.Upcalls.BatchSizes[16], last.Upcalls.BatchSizes[64]));
        Assert.Equal((71_452ul, 0ul, 0ul), (last.Revalidator.Keep, last.Revalidator.Delete, last.Revalidator.Deletes));
        Assert.Equal((11ul, 198L, 4000ul), (last.Revalidator.Rounds, last.Revalidator.DumpDurationMaxMs, last.Revalidator.Flows));
    }

    [Theory]
    [InlineData("l4-udp-idle", "queue", 400, 447.839, 778.352, 2225.221, 10805.675, 876.93032)]
    [InlineData("l4-udp-idle", "translate", 400, 488.799, 876.378, 3281.698, 4581.086, 996.310795)]
    [InlineData("l4-udp-idle", "translate execute", 400, 533.566, 986.582, 3538.83, 5120.171, 1124.8684475)]
    [InlineData("l4-udp-idle", "wait put", 400, 129.263, 278.996, 1345.208, 2880.228, 384.6934625)]
    [InlineData("l4-udp-idle", "kernel put", 400, 17.165, 172.737, 632.664, 835.286, 235.2798575)]
    [InlineData("l4-udp-idle", "wait execute", 400, 263.634, 435.961, 1975.508, 3846.079, 580.881565)]
    [InlineData("l4-udp-idle", "kernel execute", 400, 23.215, 234.87, 656.149, 7320.615, 282.1106825)]
    [InlineData("l4-udp-idle", "total", 400, 1366.449, 2492.911, 5821.588, 12912.159, 2582.6803325)]
    [InlineData("l4-flow-limit", "translate", 354, 285.897, 537.682, 1565.466, 5209.223, 591.666088)]
    [InlineData("l4-flow-limit", "wait put", 354, 79.128, 193.279, 913.723, 1794.868, 242.987573)]
    [InlineData("l4-flow-limit", "total", 600, 678.803, 1451.585, 4333.036, 8275.379, 1617.2573)]
    [InlineData("l4-storm", "queue", 4000, 144.24, 865.893, 30168.92, 37590.615, 3239.823144)]
    [InlineData("l4-storm", "translate", 4000, 138.257, 505.835, 19260.932, 25795.234, 2327.5020625)]
    [InlineData("l4-storm", "wait put", 4000, 65.898, 424.444, 9993.533, 12537.339, 913.295201)]
    [InlineData("l4-storm", "wait execute", 4000, 97.756, 431.965, 10043.557, 12526.473, 928.264189)]
    [InlineData("l4-storm", "kernel put", 4000, 6.87, 9.454, 156.644, 4699.623, 23.833086)]
    [InlineData("l4-storm", "total", 4000, 465.274, 1732.595, 43506.964, 55566.189, 6512.185839)]
    [InlineData("ct1-tcp", "queue", 5, 282.681, 459.927, 3479.873, 3479.873, 1190.2602)]
    [InlineData("ct1-tcp", "total", 5, 746.393, 1532.708, 14110.066, 14110.066, 4204.5524)]
    [InlineData("ct2-one", "queue", 8, 163.234, 1470.264, 2827.95, 2827.95, 1413.22125)]
    public void Stages_have_the_times_of_the_events(string capture, string stage, int count, double min, double p50, double p99, double max, double mean)
    {
        var total = Assert.Single(Captures.Play(capture)[^1].Latency.Stages, s => s.Name == stage).Total;
        Assert.Equal((ulong)count, total.Count);
        Assert.Equal(min, total.MinUs, 1e-6);
        Assert.Equal(max, total.MaxUs, 1e-6);
        Assert.Equal(mean, total.MeanUs, 1e-5);
        Assert.InRange(total.P50Us, p50 / 1.125, p50 * 1.125);
        Assert.InRange(total.P99Us, p99 / 1.125, p99 * 1.125);
    }

    [Theory]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-storm")]
    public void Rates_times_intervals_add_up_to_the_totals(string capture)
    {
        var snapshots = Captures.Play(capture);
        var ticks = snapshots[^1].IntervalSeconds > 1.05 ? snapshots.SkipLast(2).Append(snapshots[^1]) : snapshots;
        Assert.Equal(snapshots[^1].Upcalls.Total.Upcalls, ticks.Sum(s => s.Upcalls.Total.UpcallsPerSecond * s.IntervalSeconds), 1e-6);
    }

    [Fact]
    public void The_interval_does_not_change_the_totals()
    {
        using var source = Captures.Open("l4-flow-limit");
        var last = Pipeline.Snapshots(source, TimeSpan.FromSeconds(0.25)).LastAsync().Wait();
        var expected = Captures.Play("l4-flow-limit")[^1];
        Assert.Equal(expected.Counts.Select(c => (c.Probe, c.Total)), last.Counts.Select(c => (c.Probe, c.Total)));
        Assert.Equal(expected.Latency.Stages.Select(s => s.Total), last.Latency.Stages.Select(s => s.Total));
    }

    [Fact]
    public void A_report_is_the_last_snapshot_of_its_source()
    {
        using var source = Captures.Open("l4-rule-change");
        var report = Report.Of(source).Wait();
        Assert.Equal("l4-rule-change.jsonl.gz", report.Source);
        Assert.InRange(report.DurationSeconds, 11.48, 11.6);
        Assert.Null(report.Start);
        Assert.Equal(20ul, report.Last.Upcalls.Total.Upcalls);
    }

    private static IEnumerable<(string, ulong)> Reasons(Snapshot snapshot) => snapshot.Revalidator.Reasons.Select(r => (r.Name, r.Total));
}
