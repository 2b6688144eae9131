using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>The times of the path of an upcall in a table.</summary>
internal sealed class LatencySection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        text.WriteLine();
        text.WriteLine(Plain.SummaryHead("Time in us"));
        foreach (var stage in last.Latency.Stages)
        {
            Plain.Summary(text, stage.Name, stage.Total);
        }

        Plain.Summary(text, "overhead", last.Latency.Overhead?.Total);
        foreach (var (stage, why) in last.Latency.Missing)
        {
            string name = $"  {stage,-20} - ";
            foreach (string line in Plain.Wrap(why, Plain.Width - name.Length))
            {
                text.WriteLine(name + line);
                name = new string(' ', name.Length);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartObject("latency_us");
        foreach (var stage in last.Latency.Stages)
        {
            json.WriteSummary(stage.Name.Replace(' ', '_'), stage.Total);
        }

        json.WriteSummary("overhead", last.Latency.Overhead?.Total);
        json.WriteEndObject();
    }
}
