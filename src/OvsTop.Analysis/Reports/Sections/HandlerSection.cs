using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>The handlers the numbers are restricted to.</summary>
internal sealed class HandlerSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is { } only)
        {
            text.WriteLine(Plain.Safe($"only {only}", Plain.Width));
            text.WriteLine("  left out, for they belong to no handler: kernel upcalls, revalidation, main loop");
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is { } only)
        {
            json.WriteStartObject("handler");
            json.WriteString("only", only);
            json.WriteStartArray("not_split");
            json.WriteStringValue("counts.ovs_dp_upcall");
            json.WriteStringValue("lost");
            json.WriteStringValue("revalidator");
            json.WriteStringValue("main_loop_us");
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
