using System.Text.Json;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>What this looked like, when and why.</summary>
internal sealed class DiagnosisSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is not null)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine("What this looks like");
        foreach (var span in last.Diagnosis.Since)
        {
            text.WriteLine($"  {span.Worst.Glyph} {Times(span)}: {string.Concat(span.Worst.Views.Select(view => $"[{view}]"))}");
            foreach (string line in Plain.Wrap(span.Worst.Text, Plain.Width - 4))
            {
                text.WriteLine($"    {line}");
            }
        }

        if (last.Diagnosis.Since.Count == 0)
        {
            text.WriteLine(last.Diagnosis.Unknown.Count == 0 ? "  nothing unusual" : "  nothing unusual in what this recording tells");
        }

        foreach (string line in last.Diagnosis.Unknown.Count == 0 ? [] : Plain.Wrap($"not judged, as this recording does not tell it: {string.Join(", ", last.Diagnosis.Unknown)}", Plain.Width - 2))
        {
            text.WriteLine($"  {line}");
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartArray("diagnosis");
        foreach (var span in last.OnlyHandlers is null ? last.Diagnosis.Since : [])
        {
            json.WriteStartObject();
            WriteFinding(json, span.Worst);
            json.WriteRounded("first_s", span.FirstSeconds);
            json.WriteRounded("last_s", span.LastSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The properties of a finding.</summary>
    internal static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("id", finding.Id);
        json.WriteString("severity", finding.Word);
        json.WriteString("text", finding.Text);
        json.WriteStartObject("numbers");
        foreach (var (name, value) in finding.Numbers)
        {
            json.WriteRounded(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("views");
        foreach (int view in finding.Views)
        {
            json.WriteNumberValue(view);
        }

        json.WriteEndArray();
    }

    private static string Times(FindingSpan span) =>
        span.LastSeconds > span.FirstSeconds ? $"{span.FirstSeconds:0.0} s to {span.LastSeconds:0.0} s" : $"at {span.FirstSeconds:0.0} s";
}
