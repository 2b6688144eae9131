using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>What the daemon said of itself: datapaths, forwarding threads, counters. Nothing where nobody asked.</summary>
internal sealed class DatapathsSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        if (last is not { Facts: { } facts, OnlyHandlers: null } || (facts.Datapaths.Count == 0 && facts.Trouble is null))
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"{"Datapaths (unixctl)",-26}{"hits",14}{"misses",12}{"lost",10}{"flows",9}{"limit",9}");
        foreach (var row in facts.Datapaths)
        {
            text.WriteLine($"  {Plain.Safe(row.Name, 23),-24}{Number(row.Hits),14}{Number(row.Misses),12}{Number(row.Lost),10}{Number(row.Flows),9}{Number(row.FlowLimit),9}");
        }

        foreach (var row in facts.Pmds)
        {
            string us = row.UsPerUpcall is { } mean ? $", {Plain.Us(mean)} us each" : "";
            text.WriteLine($"  {Plain.Safe(row.Name, 23),-24}{Number(row.Upcalls),14} upcalls{us}, {Number(row.Lost)} lost");
        }

        if (facts.Trouble is { } trouble)
        {
            text.WriteLine($"  {Plain.Safe(trouble, Plain.Width - 2)}");
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last is not { Facts: { } facts, OnlyHandlers: null })
        {
            return;
        }

        json.WriteStartObject("unixctl");
        json.WriteNumber("requests", facts.Latest.Requests);
        json.WriteString("trouble", facts.Trouble);
        json.WriteStartArray("datapaths");
        foreach (var row in facts.Datapaths)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteKnown("flows", row.Flows);
            json.WriteKnown("flow_limit", row.FlowLimit);
            json.WriteKnown("dump_ms", row.DumpMs);
            json.WriteKnown("hits", row.Hits);
            json.WriteKnown("misses", row.Misses);
            json.WriteKnown("lost", row.Lost);
            Rate(json, "hits_per_s", row.HitsPerSecond);
            Rate(json, "misses_per_s", row.MissesPerSecond);
            Rate(json, "lost_per_s", row.LostPerSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("pmds");
        foreach (var row in facts.Pmds)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteKnown("upcalls", row.Upcalls);
            json.WriteKnown("lost", row.Lost);
            Rate(json, "upcalls_per_s", row.UpcallsPerSecond);
            Rate(json, "us_per_upcall", row.UsPerUpcall);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("coverage");
        foreach (var row in facts.Counters)
        {
            json.WriteNumber(row.Name, row.Total);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Rate(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteRounded(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Number(ulong? value) => value is { } known ? $"{known:N0}" : "-";
}
