using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Plans;

namespace OvsTop.Probes.Tests.Plans;

public sealed class PlannerTests
{
    private const string Rare = "run_start poll_block start_dump sweep_done";
    private const string KernelCounts = "ovs_dp_upcall ovs_dp_upcall:return ovs_flow_cmd_new:enter ovs_flow_cmd_set:enter ovs_flow_cmd_del:enter ovs_packet_cmd_execute:enter";
    private const string UsdtCounts = "recv_upcall op_flow_put op_flow_del op_flow_execute";
    private const Measurements Overview = Measurements.Rates | Measurements.Losses | Measurements.KernelLatency | Measurements.Verdicts | Measurements.MainLoop;
    private const Measurements Latency = Measurements.KernelLatency | Measurements.Translate | Measurements.Queue | Measurements.Wait;

    [Theory]
    [InlineData("kernel+USDT", Overview, Rare, KernelCounts, "flow_result flow_sweep_result ovs_flow_cmd_new:return ovs_flow_cmd_set:return ovs_packet_cmd_execute:return")]
    [InlineData("kernel+USDT", Measurements.Rates | Measurements.Losses, Rare, KernelCounts, "")]
    [InlineData("kernel+USDT", Latency, Rare, KernelCounts,
        "recv_upcall op_flow_put op_flow_execute ovs_flow_cmd_new:return ovs_flow_cmd_set:return ovs_packet_cmd_execute:return")]
    [InlineData("kernel+USDT", Measurements.Verdicts | Measurements.Retranslations, Rare, KernelCounts, "flow_result flow_sweep_result revalidate_entry")]
    [InlineData("kernel+USDT", Measurements.FilteredCounts, Rare, KernelCounts, "recv_upcall op_flow_put op_flow_execute")]
    [InlineData("kernel+USDT", Measurements.Talkers, Rare, KernelCounts, "")]
    [InlineData("kernel+USDT, no keys", Measurements.Talkers, Rare, KernelCounts, "recv_upcall")]
    [InlineData("kernel only", Measurements.Talkers, KernelCounts, "", "")]
    [InlineData("USDT only", Measurements.Talkers, Rare, UsdtCounts, "")]
    [InlineData("sendmsg", Measurements.Talkers, Rare, "ovs_dp_upcall op_flow_put op_flow_del op_flow_execute", "")]
    [InlineData("USDT only", Overview, Rare, UsdtCounts, "flow_result flow_sweep_result")]
    [InlineData("USDT only", Latency, Rare, UsdtCounts, "")]
    [InlineData("USDT only", Measurements.MainLoop, Rare, UsdtCounts, "")]
    [InlineData("kernel only", Overview, KernelCounts, "ovs_flow_cmd_new:return ovs_flow_cmd_set:return ovs_packet_cmd_execute:return", "")]
    [InlineData("2.17", Overview, "run_start poll_block", UsdtCounts, "")]
    [InlineData("sendmsg", Measurements.KernelLatency, Rare, "ovs_dp_upcall op_flow_put op_flow_del op_flow_execute", "sendmsg:enter sendmsg:return")]
    public void Nothing_is_attached_that_is_not_needed(string world, Measurements wanted, string some, string more, string others)
    {
        var probes = Worlds.Named(world);
        var plan = Planner.Make(wanted, probes, Planner.Primary(probes));
        string[] expected = [.. $"{some} {more} {others}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, plan.Probes.Select(p => ProbeTable.Find(p)!.EventName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kernel+USDT")]
    [InlineData("USDT only")]
    [InlineData("kernel only")]
    [InlineData("2.17")]
    public void A_recorder_gets_every_probe_there_is(string world)
    {
        var probes = Worlds.Named(world);
        var plan = Planner.Make(Measurements.All, probes, Planner.Primary(probes));
        Assert.Equal(probes.Where(p => p.Available).Select(p => p.Probe.Id), plan.Probes);
    }

    [Theory]
    [InlineData("kernel+USDT", Measurements.Rates, "kernel", "")]
    [InlineData("kernel+USDT", Measurements.Queue, "kernel+USDT", "")]
    [InlineData("USDT only", Measurements.Rates, "USDT", "")]
    [InlineData("USDT only", Measurements.Losses, "", "ovs_dp_upcall: not in this world")]
    [InlineData("kernel only", Measurements.Translate, "", "recv_upcall: not in this world")]
    [InlineData("2.17", Measurements.Verdicts, "", "flow_result: not in this world")]
    [InlineData("sendmsg", Measurements.KernelLatency, "sendmsg", "")]
    [InlineData("kernel+USDT", Measurements.Talkers, "kernel", "")]
    [InlineData("kernel+USDT, no keys", Measurements.Talkers, "USDT", "")]
    [InlineData("2.17", Measurements.Talkers, "USDT", "")]
    [InlineData("userspace", Measurements.Rates, "", "a userspace datapath: there are no upcalls to handlers")]
    [InlineData("userspace", Measurements.Verdicts, "USDT", "")]
    public void A_plan_says_what_gives_a_measurement_or_why_nothing_does(string world, Measurements measurement, string from, string why)
    {
        var probes = Worlds.Named(world);
        var plan = Planner.Make(measurement, probes, Planner.Primary(probes), hasHandlers: world != "userspace");
        Assert.Equal(new MeasurementSource(measurement, from, why), plan.Sources.Single(s => s.Measurement == measurement));
    }

    [Fact]
    public void The_primary_counts_stay_whatever_is_wanted()
    {
        foreach (string world in (string[])["kernel+USDT", "USDT only", "kernel only", "2.17", "sendmsg"])
        {
            var probes = Worlds.Named(world);
            var primary = Planner.Primary(probes);
            var all = ProbeTable.All.Select(p => p.Id).Where(p => primary.Contains(p) && probes.Any(s => s.Probe.Id == p && s.Available)).ToList();
            for (var wanted = Measurements.Rates; wanted <= Measurements.Events; wanted = (Measurements)((int)wanted << 1))
            {
                Assert.Empty(all.Except(Planner.Make(wanted, probes, primary).Probes));
            }
        }
    }

    [Theory]
    [InlineData(Measurements.Rates | Measurements.Losses | Measurements.KernelLatency | Measurements.MainLoop | Measurements.Talkers)]
    [InlineData(Measurements.Rates | Measurements.Losses)]
    public void With_the_kernels_probes_no_daemon_probe_is_on_the_path_of_an_upcall(Measurements wanted)
    {
        var probes = Worlds.Named("kernel+USDT");
        Assert.Empty(Planner.Make(wanted, probes, Planner.Primary(probes)).Probes.Intersect([ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute]));
    }

    [Fact]
    public void A_count_that_the_kernel_cannot_give_whole_comes_from_the_daemon()
    {
        var primary = Planner.Primary(Worlds.Named("sendmsg"));
        Assert.Equal([ProbeId.DpUpcall], primary.Upcalls);
        Assert.Equal([ProbeId.FlowPut], primary.Puts);
        Assert.Equal([ProbeId.FlowExecute], primary.Executes);
    }
}
