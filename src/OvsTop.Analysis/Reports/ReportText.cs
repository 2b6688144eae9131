using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>A report for people: what upcall_cost.py prints, the revalidator and the main loop, in 80 columns.</summary>
public static class ReportText
{
    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter text, Report report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        var last = report.Last;
        string start = report.Start is { } time ? $"from {time:yyyy-MM-dd HH:mm:ss zzz}, " : "";
        text.WriteLine(Plain.Safe(report.Source, Plain.Width));
        text.WriteLine($"{start}{report.DurationSeconds:N1} s");
        foreach (string notice in last.Source.Notices)
        {
            text.WriteLine(Plain.Safe($"! {notice}", Plain.Width));
        }

        if (last.Filter is { } filter)
        {
            text.WriteLine(Plain.Safe($"filter {filter.Expression}", Plain.Width));
            text.WriteLine($"  counts and latencies are of matching packets, {(filter.IsExact ? "all of them" : "of those whose details were delivered")}");
        }

        Events(text, last);
        Upcalls(text, last);
        Batches(text, last.Upcalls);
        Latency(text, last);
        Revalidator(text, last.Revalidator);
        foreach (var stage in Histograms(last))
        {
            Histogram(text, stage);
        }
    }

    private static IEnumerable<StageRow> Histograms(Snapshot last) =>
        ((IEnumerable<StageRow?>)[.. last.Latency.Stages, last.Revalidator.Dump, last.MainLoop.Run, last.MainLoop.Wait]).OfType<StageRow>();

    private static void Events(TextWriter text, Snapshot last)
    {
        text.WriteLine();
        text.WriteLine($"{"Events",-32}{"count",14}{"per s",14}");
        foreach (var count in last.Counts)
        {
            double perSecond = last.ElapsedSeconds > 0 ? count.Total / last.ElapsedSeconds : 0;
            text.WriteLine($"  {count.Probe.EventName,-30}{count.Total,14:N0}{Plain.Rate(perSecond),14}");
        }

        var losses = last.Losses;
        text.WriteLine($"  details lost {losses.Lost:N0}, left out {losses.Skipped:N0} of {losses.Total:N0}");
    }

    private static void Upcalls(TextWriter text, Snapshot last)
    {
        var upcalls = last.Upcalls;
        text.WriteLine();
        text.WriteLine($"{"Upcalls by thread",-28}{"upcalls",11}{"share",7}{"puts",11}{"executes",11}{"no put",11}");
        foreach (var handler in upcalls.Handlers)
        {
            Row(text, $"{Plain.Safe(handler.Name, 15)} ({handler.Tid})", handler);
        }

        Row(text, "other", upcalls.Other);
        Row(text, "total", upcalls.Total);
        if (last.Unfiltered is { } all)
        {
            Row(text, "all", all.Upcalls.Total);
        }
    }

    private static void Row(TextWriter text, string name, HandlerRow row) => text.WriteLine(
        $"  {name,-26}{row.Upcalls,11:N0}{Plain.Percent(row.TotalShare),7}{row.Puts,11:N0}{row.Executes,11:N0}{row.UpcallsWithoutPut,11:N0}");

    private static void Batches(TextWriter text, UpcallsSnapshot upcalls)
    {
        ulong batches = upcalls.Total.Batches;
        if (batches == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"Upcalls per batch: {batches:N0} batches, mean {(double)upcalls.Total.Upcalls / batches:0.00}, max {upcalls.Total.BatchMax}");
        ulong most = upcalls.BatchSizes.Max();
        for (int size = 1; size < upcalls.BatchSizes.Count; size++)
        {
            if (upcalls.BatchSizes[size] is var count and > 0)
            {
                text.WriteLine(BarLine($"{size}", count, most));
            }
        }
    }

    private static void Latency(TextWriter text, Snapshot last)
    {
        text.WriteLine();
        text.WriteLine($"{"Time in us",-22}{"count",11}{"min",7}{"p50",7}{"p90",7}{"p99",7}{"max",7}{"mean",7}");
        foreach (var stage in last.Latency.Stages)
        {
            Stage(text, stage.Name, stage.Total);
        }

        foreach (var (stage, name) in new[] { (last.Revalidator.Dump, "revalidator dump"), (last.MainLoop.Run, "main loop run"), (last.MainLoop.Wait, "main loop wait") })
        {
            Stage(text, name, stage?.Total ?? default);
        }

        foreach (var (stage, why) in last.Latency.Missing)
        {
            text.WriteLine(Plain.Safe($"  {stage,-20} - {why}", Plain.Width));
        }
    }

    private static void Stage(TextWriter text, string name, LatencySummary t)
    {
        if (!t.IsEmpty)
        {
            text.WriteLine(
                $"  {name,-20}{t.Count,11:N0}{Plain.Us(t.MinUs),7}{Plain.Us(t.P50Us),7}{Plain.Us(t.P90Us),7}{Plain.Us(t.P99Us),7}"
                + $"{Plain.Us(t.MaxUs),7}{Plain.Us(t.MeanUs),7}");
        }
    }

    private static void Revalidator(TextWriter text, RevalidatorSnapshot revalidator)
    {
        text.WriteLine();
        text.WriteLine($"Revalidator: {revalidator.Rounds:N0} rounds, {revalidator.Retranslations:N0} retranslations");
        if (revalidator.DumpDurationMs is not null)
        {
            text.WriteLine($"  dump duration, largest, ms    {revalidator.DumpDurationMaxMs,14:N0}");
        }

        Known(text, "flows in the last round", revalidator.Flows);
        Known(text, "flow limit", revalidator.FlowLimit);
        Known(text, "verdicts keep", revalidator.Keep);
        Known(text, "verdicts modify", revalidator.Modify);
        Known(text, "verdicts delete", revalidator.Delete);
        Known(text, "deletes", revalidator.Deletes);
        ulong all = Math.Max(1, (ulong)revalidator.Reasons.Sum(reason => (decimal)reason.Total));
        foreach (var reason in revalidator.Reasons)
        {
            double share = (double)reason.Total / all;
            text.WriteLine($"    {reason.Name,-28}{reason.Total,14:N0}{Plain.Percent(share),8}  {Plain.Bar(share, 22)}".TrimEnd());
        }
    }

    private static void Known(TextWriter text, string name, ulong? value)
    {
        if (value is { } known)
        {
            text.WriteLine($"  {name,-30}{known,14:N0}");
        }
    }

    private static void Histogram(TextWriter text, StageRow stage)
    {
        var octaves = stage.TotalOctaves;
        int first = 0, last = octaves.Count - 1;
        while (first < last && octaves[first] == 0)
        {
            first++;
        }

        while (last > first && octaves[last] == 0)
        {
            last--;
        }

        text.WriteLine();
        text.WriteLine($"{stage.Name}: {stage.Meaning}, us at least");
        ulong most = Math.Max(1, octaves.Max());
        for (int i = first; i <= last; i++)
        {
            text.WriteLine(BarLine(Plain.Us((1UL << i) / 1e3), octaves[i], most));
        }
    }

    private static string BarLine(string label, ulong count, ulong most) =>
        $"  {label,8}{count,14:N0}  {Plain.Bar((double)count / most, 50)}".TrimEnd();
}
