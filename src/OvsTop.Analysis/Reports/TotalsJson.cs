using System.Text.Json;
using OvsTop.Analysis.Reports.Sections;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>The JSON that reports and intervals share: everything since start, and the forms of values.</summary>
internal static class TotalsJson
{
    /// <summary>Writes the properties of an object the caller opened.</summary>
    public static void WriteTotals(this Utf8JsonWriter json, Snapshot snapshot, ReportOptions options)
    {
        foreach (var section in ReportSections.All)
        {
            section.WriteJson(json, snapshot, options);
        }
    }

    /// <summary>A window's numbers in us; nothing when nothing was measured.</summary>
    public static void WriteSummary(this Utf8JsonWriter json, string name, LatencySummary? summary)
    {
        if (summary is not { IsEmpty: false } measured)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("count", measured.Count);
        json.WriteRounded("min", measured.MinUs);
        json.WriteRounded("p50", measured.P50Us);
        json.WriteRounded("p90", measured.P90Us);
        json.WriteRounded("p99", measured.P99Us);
        json.WriteRounded("max", measured.MaxUs);
        json.WriteRounded("mean", measured.MeanUs);
        json.WriteEndObject();
    }

    /// <summary>To three decimals: nanoseconds where the unit is us.</summary>
    public static void WriteRounded(this Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 3));

    /// <summary>ISO 8601, or null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A number, or null.</summary>
    public static void WriteKnown(this Utf8JsonWriter json, string name, ulong? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
