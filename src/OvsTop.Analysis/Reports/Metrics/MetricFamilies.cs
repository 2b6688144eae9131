using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Metrics;

/// <summary>
/// All metrics. A counter only ever grows while the daemon lives; what can go down again (upcalls without a put, until it comes) is a gauge.
/// Labels are handler, probe, reason, stage, verdict and fate.
/// </summary>
internal static class MetricFamilies
{
    /// <summary>The families, in the order they are written.</summary>
    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        new("ovstop_build_info", "gauge", null, "Versions, where the numbers come from and under which filter; always 1.", Info),
        new("ovstop_interval_seconds", "gauge", "seconds", "Time between this snapshot and the one before.", (s, to) => to.Gauge(s.IntervalSeconds)),
        new("ovstop_probe_hits", "counter", null, "Hits of a probe; exact.", Hits),
        new("ovstop_details", "counter", null, "Single events by their fate; only what is lost was not meant to be.", Details),
        new("ovstop_upcalls", "counter", null, "Upcalls received, by handler thread.", ByHandler(row => row.Upcalls)),
        new("ovstop_flow_puts", "counter", null, "Flow puts built, by handler thread.", ByHandler(row => row.Puts)),
        new("ovstop_packet_executes", "counter", null, "Packet executes built, by handler thread.", ByHandler(row => row.Executes)),
        new("ovstop_upcall_batches", "counter", null, "Batches of upcalls, by handler thread.", ByHandler(row => row.Batches)),
        new("ovstop_upcalls_without_put", "gauge", null, "Upcalls that installed no flow so far.", (s, to) => to.Gauge(s.Upcalls.Total.UpcallsWithoutPut)),
        new("ovstop_stage_duration_seconds", "histogram", "seconds", "Time an upcall, a revalidation or the main loop spends in a stage.", Stages),
        new("ovstop_revalidator_rounds", "counter", null, "Revalidation rounds ended.", (s, to) => to.Counter(s.Revalidator.Rounds)),
        new("ovstop_flow_verdicts", "counter", null, "Verdicts of the revalidators on flows.", Verdicts),
        new("ovstop_flow_retranslations", "counter", null, "Flows translated again.", (s, to) => to.Counter(s.Revalidator.Retranslations)),
        new("ovstop_flow_deletes", "counter", null, "Flow deletes built.", (s, to) => to.Counter(s.Revalidator.Deletes)),
        new("ovstop_flow_delete_reasons", "counter", null, "Verdicts to delete a flow, by reason.", Reasons),
        new("ovstop_flow_deletes_unexplained", "gauge", null, "Flow deletes less those with a reason.", (s, to) => to.Gauge(s.Revalidator.Reasons[^1].Total)),
        new("ovstop_flows", "gauge", null, "Flows in the datapath, by the last round.", (s, to) => to.Gauge(s.Revalidator.Flows)),
        new("ovstop_flow_limit", "gauge", null, "Flows the revalidators allow.", (s, to) => to.Gauge(s.Revalidator.FlowLimit)),
        new("ovstop_dump_duration_seconds", "gauge", "seconds", "Duration of the last dump of flows.", (s, to) => to.Gauge(s.Revalidator.DumpDurationMs / 1e3)),
        new("ovstop_dump_allowed_seconds", "gauge", "seconds", "A dump that takes longer shrinks the flow limit.", (s, to) => to.Gauge(s.Revalidator.WaitMs / 1e3)),
        new("ovstop_main_loops", "counter", null, "Turns of the main loop.", (s, to) => to.Counter(s.MainLoop.Loops)),
        new("ovstop_main_loop_busy_ratio", "gauge", "ratio", "Share of the interval the main loop was running.", (s, to) => to.Gauge(s.MainLoop.Busy)),
    ];

    private static void Info(Snapshot snapshot, MetricSamples to) => to.Gauge(
        1,
        ("version", typeof(MetricFamilies).Assembly.GetName().Version!.ToString(3)),
        ("ovs", snapshot.Source.OvsVersion ?? ""),
        ("kernel", snapshot.Source.KernelRelease ?? ""),
        ("kind", snapshot.Source.Kind),
        ("source", snapshot.Source.Title),
        ("filter", snapshot.Filter?.Expression ?? ""));

    private static void Hits(Snapshot snapshot, MetricSamples to)
    {
        foreach (var count in snapshot.Counts)
        {
            to.Counter(count.Total, ("probe", count.Probe.EventName));
        }
    }

    private static void Details(Snapshot snapshot, MetricSamples to)
    {
        to.Counter(snapshot.Losses.Delivered, ("fate", "delivered"));
        to.Counter(snapshot.Losses.Lost, ("fate", "lost"));
        to.Counter(snapshot.Losses.Skipped, ("fate", "skipped"));
    }

    /// <summary>Threads of one name are one series: a label set must not come twice.</summary>
    private static Action<Snapshot, MetricSamples> ByHandler(Func<HandlerRow, ulong> value) => (snapshot, to) =>
    {
        foreach (var rows in snapshot.Upcalls.Handlers.Append(snapshot.Upcalls.Other).GroupBy(row => Plain.Safe(row.Name, 64)))
        {
            to.Counter(rows.Aggregate(0UL, (sum, row) => sum + value(row)), ("handler", rows.Key));
        }
    };

    private static void Stages(Snapshot snapshot, MetricSamples to)
    {
        foreach (var stage in snapshot.Latency.Stages)
        {
            to.Histogram(stage, stage.Name.Replace(' ', '_'));
        }

        to.Histogram(snapshot.Revalidator.Dump, "dump");
        to.Histogram(snapshot.MainLoop.Run, "main_run");
        to.Histogram(snapshot.MainLoop.Wait, "main_wait");
    }

    private static void Verdicts(Snapshot snapshot, MetricSamples to)
    {
        to.Counter(snapshot.Revalidator.Keep, ("verdict", "keep"));
        to.Counter(snapshot.Revalidator.Modify, ("verdict", "modify"));
        to.Counter(snapshot.Revalidator.Delete, ("verdict", "delete"));
    }

    private static void Reasons(Snapshot snapshot, MetricSamples to)
    {
        foreach (var reason in snapshot.Revalidator.Reasons.SkipLast(1))
        {
            to.Counter(reason.Total, ("reason", reason.Name));
        }
    }
}
