using System.Text.Json;

namespace OvsTop.Analysis.Reports;

/// <summary>A report as one JSON object, UTF-8.</summary>
public static class ReportJson
{
    /// <summary>Writes the report, indented, with a final line feed.</summary>
    public static void Write(Stream stream, Report report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteTotals(report.Last, options ?? new ReportOptions());
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
