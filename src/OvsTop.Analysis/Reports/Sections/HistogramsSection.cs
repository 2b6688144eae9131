using System.Globalization;
using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>A histogram of every stage; in JSON counts by the lower end of their bin in us.</summary>
internal sealed class HistogramsSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        foreach (var (_, stage) in Stages(last))
        {
            var t = stage.Total;
            text.WriteLine();
            text.WriteLine($"{stage.Name}: {stage.Meaning}, us at least");
            text.WriteLine(
                $"  {t.Count:N0} times, min {Plain.Us(t.MinUs)}, mean {Plain.Us(t.MeanUs)}, median {Plain.Us(t.P50Us)}, p99 {Plain.Us(t.P99Us)}, max {Plain.Us(t.MaxUs)}");
            var bins = HistogramBins.Of(stage.TotalBuckets, options.Bins);
            ulong most = bins.Max(bin => bin.Count);
            foreach (var bin in bins)
            {
                text.WriteLine(Plain.BarLine(Plain.Us(bin.FromNs / 1e3), bin.Count, most));
            }
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (!options.Histograms)
        {
            return;
        }

        json.WriteStartObject("histograms_us");
        foreach (var (name, stage) in Stages(last))
        {
            json.WriteStartObject(name);
            foreach (var bin in HistogramBins.Of(stage.TotalBuckets, options.Bins))
            {
                json.WriteNumber((bin.FromNs / 1e3).ToString("0.###", CultureInfo.InvariantCulture), bin.Count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, StageRow Stage)> Stages(Snapshot last)
    {
        var all = last.Latency.Stages.Select(stage => (stage.Name.Replace(' ', '_'), (StageRow?)stage)).Append(("overhead", last.Latency.Overhead));
        if (last.OnlyHandlers is null)
        {
            all = all.Concat([("dump", last.Revalidator.Dump), ("main_run", last.MainLoop.Run), ("main_wait", last.MainLoop.Wait)]);
        }

        return all.Where(stage => stage.Item2 is { Total.IsEmpty: false }).Select(stage => (stage.Item1, stage.Item2!));
    }
}
