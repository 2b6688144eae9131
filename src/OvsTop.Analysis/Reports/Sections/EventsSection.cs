using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Events per type and the details that were lost.</summary>
internal sealed class EventsSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        text.WriteLine();
        text.WriteLine($"{"Events",-32}{"count",14}{"per s",14}");
        foreach (var count in last.Counts)
        {
            double perSecond = last.ElapsedSeconds > 0 ? count.Total / last.ElapsedSeconds : 0;
            text.WriteLine($"  {count.Probe.EventName,-30}{count.Total,14:N0}{Plain.Rate(perSecond),14}");
        }

        var losses = last.Losses;
        string whose = last.OnlyHandlers is null ? "" : " (all threads)";
        text.WriteLine($"  details lost {losses.Lost:N0}, left out {losses.Skipped:N0} of {losses.Total:N0}{whose}");
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartObject("counts");
        foreach (var count in last.Counts)
        {
            json.WriteNumber(count.Probe.EventName, count.Total);
        }

        json.WriteEndObject();
        json.WriteStartObject("lost");
        json.WriteNumber("details", last.Losses.Lost);
        json.WriteNumber("skipped", last.Losses.Skipped);
        json.WriteEndObject();
    }
}
