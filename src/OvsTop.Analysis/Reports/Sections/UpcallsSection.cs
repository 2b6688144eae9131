using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Upcalls by thread; the rows and <c>other</c> add up to the total.</summary>
internal sealed class UpcallsSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        text.WriteLine();
        text.WriteLine($"{"Upcalls by thread",-28}{"upcalls",11}{"share",7}{"puts",11}{"executes",11}{"no put",11}");
        foreach (var handler in last.Upcalls.Handlers)
        {
            Row(text, $"{Plain.Safe(handler.Name, 15)} ({handler.Tid})", handler);
        }

        Row(text, "other", last.Upcalls.Other);
        Row(text, "total", last.Upcalls.Total);
        if (last.Unfiltered is { } all)
        {
            Row(text, "all", all.Upcalls.Total);
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        json.WriteStartArray("handlers");
        foreach (var handler in last.Upcalls.Handlers)
        {
            json.WriteStartObject();
            json.WriteNumber("tid", handler.Tid);
            json.WriteString("name", handler.Name);
            WriteCounts(json, handler);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("handlers_other");
        WriteCounts(json, last.Upcalls.Other);
        json.WriteEndObject();
        json.WriteNumber("upcalls_without_put", last.Upcalls.Total.UpcallsWithoutPut);
    }

    private static void Row(TextWriter text, string name, HandlerRow row) => text.WriteLine(
        $"  {name,-26}{row.Upcalls,11:N0}{Plain.Percent(row.TotalShare),7}{row.Puts,11:N0}{row.Executes,11:N0}{row.UpcallsWithoutPut,11:N0}");

    private static void WriteCounts(Utf8JsonWriter json, HandlerRow row)
    {
        json.WriteNumber("upcalls", row.Upcalls);
        json.WriteNumber("puts", row.Puts);
        json.WriteNumber("executes", row.Executes);
        json.WriteNumber("batches", row.Batches);
        json.WriteNumber("batch_max", row.BatchMax);
        json.WriteNumber("without_put", row.UpcallsWithoutPut);
        json.WriteNumber("share", Math.Round(row.TotalShare, 6));
        if (row.Lost is { } lost)
        {
            json.WriteNumber("lost", (ulong)lost.Total);
        }
    }
}
