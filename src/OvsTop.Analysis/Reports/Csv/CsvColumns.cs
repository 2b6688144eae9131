using System.Globalization;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Reports.Csv;

/// <summary>
/// The columns. <c>_total</c> is since start, <c>_per_s</c> and times are of the interval; what a column cannot say of a single thread is empty in
/// its row.
/// </summary>
internal static class CsvColumns
{
    private static readonly (string Name, Func<LatencySummary, double> Value)[] Figures =
        [("p50", t => t.P50Us), ("p90", t => t.P90Us), ("p99", t => t.P99Us), ("max", t => t.MaxUs)];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        new("time", (s, _) => s.Time()?.ToString("O", CultureInfo.InvariantCulture) ?? ""),
        new("elapsed_s", (s, _) => Number(s.ElapsedSeconds)),
        new("interval_s", (s, _) => Number(s.IntervalSeconds)),
        new("handler", (_, row) => Plain.Safe(row.Name, 64)),
        new("tid", (_, row) => row.Tid == 0 ? "" : $"{row.Tid}"),
        new("upcalls_total", (_, row) => $"{row.Upcalls}"),
        new("upcalls_per_s", (_, row) => Number(row.UpcallsPerSecond)),
        new("puts_total", (_, row) => $"{row.Puts}"),
        new("puts_per_s", (_, row) => Number(row.PutsPerSecond)),
        new("executes_total", (_, row) => $"{row.Executes}"),
        new("executes_per_s", (_, row) => Number(row.ExecutesPerSecond)),
        new("without_put_total", (_, row) => $"{row.UpcallsWithoutPut}"),
        new("batches_total", (_, row) => $"{row.Batches}"),
        new("batch_mean", (_, row) => Number(row.BatchMean)),
        new("batch_max", (_, row) => $"{row.BatchMax}"),
        new("share_ratio", (_, row) => Number(row.Share)),
        .. StageInfo.Path.SelectMany(info => Figures.Select(figure => Stage(info, figure.Name, figure.Value))),
        Whole("details_delivered_total", s => $"{s.Losses.Delivered}"),
        Whole("details_lost_total", s => $"{s.Losses.Lost}"),
        Whole("details_skipped_total", s => $"{s.Losses.Skipped}"),
        Whole("rounds_total", s => $"{s.Revalidator.Rounds}"),
        Whole("rounds_per_s", s => Number(s.Revalidator.RoundsPerSecond)),
        Whole("dump_duration_ms", s => $"{s.Revalidator.DumpDurationMs}"),
        Whole("dump_allowed_ms", s => $"{s.Revalidator.WaitMs}"),
        Whole("flows", s => $"{s.Revalidator.Flows}"),
        Whole("flow_limit", s => $"{s.Revalidator.FlowLimit}"),
        Whole("verdicts_keep_total", s => $"{s.Revalidator.Keep}"),
        Whole("verdicts_modify_total", s => $"{s.Revalidator.Modify}"),
        Whole("verdicts_delete_total", s => $"{s.Revalidator.Delete}"),
        Whole("deletes_total", s => $"{s.Revalidator.Deletes}"),
        Whole("deletes_per_s", s => Number(s.Revalidator.DeletesPerSecond)),
        Whole("deletes_unexplained_total", s => $"{s.Revalidator.Reasons[^1].Total}"),
        .. Enumerable.Range(0, DeleteReasons.Known).Select(DeleteReasons.Name).Select(name => Whole(
            $"deletes_{name.ToLowerInvariant()}_total",
            s => $"{s.Revalidator.Reasons.FirstOrDefault(reason => reason.Name == name)?.Total ?? 0}")),
        Whole("retranslations_total", s => $"{s.Revalidator.Retranslations}"),
        Whole("main_loops_total", s => $"{s.MainLoop.Loops}"),
        Whole("main_loops_per_s", s => Number(s.MainLoop.LoopsPerSecond)),
        Whole("main_loop_busy_ratio", s => s.MainLoop.Busy is { } busy ? Number(busy) : ""),
    ];

    private static CsvColumn Whole(string name, Func<Snapshot, string> value) => new(name, (snapshot, row) => ReferenceEquals(row, snapshot.Upcalls.Total) ? value(snapshot) : null);

    private static CsvColumn Stage(StageInfo info, string figure, Func<LatencySummary, double> value) => new(
        $"{info.Name.Replace(' ', '_')}_{figure}_us",
        (snapshot, row) =>
        {
            var times = !ReferenceEquals(row, snapshot.Upcalls.Total) ? info.Stage == Model.Tallies.Stage.Translate ? row.Translate : default
                : snapshot.Latency.Stages.FirstOrDefault(stage => stage.Name == info.Name)?.Interval ?? default;
            return times.IsEmpty ? null : Number(value(times));
        });

    private static string Number(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
