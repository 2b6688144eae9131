using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>The filter the numbers are under.</summary>
internal sealed class FilterSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        if (last.Filter is { } filter)
        {
            text.WriteLine(Plain.Safe($"filter {filter.Expression}", Plain.Width));
            text.WriteLine($"  counts and latencies are of matching packets, {(filter.IsExact ? "all of them" : "of those whose details were delivered")}");
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last is not { Filter: { } filter, Unfiltered: { } all })
        {
            return;
        }

        json.WriteStartObject("filter");
        json.WriteString("expression", filter.Expression);
        json.WriteString("kernel", filter.Kernel);
        json.WriteString("here", filter.Here);
        json.WriteBoolean("exact", filter.IsExact);
        json.WriteNumber("upcalls", filter.Upcalls);
        json.WriteStartObject("all_counts");
        foreach (var count in all.Counts)
        {
            json.WriteNumber(count.Probe.EventName, count.Total);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
