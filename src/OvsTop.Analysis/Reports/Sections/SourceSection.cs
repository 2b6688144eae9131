using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Where the numbers come from, and what is odd about it.</summary>
internal sealed class SourceSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        string start = last.StartTime() is { } time ? $"from {time:yyyy-MM-dd HH:mm:ss zzz}, " : "";
        text.WriteLine(Plain.Safe(last.Source.Title, Plain.Width));
        text.WriteLine($"{start}{last.ElapsedSeconds:N1} s");
        foreach (string notice in last.Source.Notices)
        {
            foreach (string line in Plain.Lines($"! {notice}", Plain.Width))
            {
                text.WriteLine(line);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteString("ovstop", Report.Version);
        json.WriteString("source", last.Source.Title);
        json.WriteTime("start", last.StartTime());
        json.WriteRounded("duration_s", last.ElapsedSeconds);
        json.WriteStartArray("notices");
        foreach (string notice in last.Source.Notices)
        {
            json.WriteStringValue(notice);
        }

        json.WriteEndArray();
    }
}
