using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>The JSON that reports and intervals share: everything since start.</summary>
internal static class TotalsJson
{
    /// <summary>Writes the properties of an object the caller opened.</summary>
    public static void WriteTotals(this Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteString("ovstop", Report.Version);
        json.WriteString("source", snapshot.Source.Title);
        json.WriteTime("start", snapshot.StartTime());
        json.WriteRounded("duration_s", snapshot.ElapsedSeconds);
        json.WriteStartArray("notices");
        foreach (string notice in snapshot.Source.Notices)
        {
            json.WriteStringValue(notice);
        }

        json.WriteEndArray();
        json.WriteFilter(snapshot);
        json.WriteStartObject("counts");
        foreach (var count in snapshot.Counts)
        {
            json.WriteNumber(count.Probe.EventName, count.Total);
        }

        json.WriteEndObject();
        json.WriteStartObject("lost");
        json.WriteNumber("details", snapshot.Losses.Lost);
        json.WriteNumber("skipped", snapshot.Losses.Skipped);
        json.WriteEndObject();
        json.WriteHandlers(snapshot.Upcalls);
        json.WriteStartObject("latency_us");
        foreach (var stage in snapshot.Latency.Stages)
        {
            json.WriteSummary(stage.Name.Replace(' ', '_'), stage.Total);
        }

        json.WriteEndObject();
        json.WriteRevalidator(snapshot.Revalidator);
        json.WriteStartObject("main_loop_us");
        json.WriteSummary("run", snapshot.MainLoop.Run?.Total);
        json.WriteSummary("wait", snapshot.MainLoop.Wait?.Total);
        json.WriteEndObject();
        json.WriteNumber("upcalls_without_put", snapshot.Upcalls.Total.UpcallsWithoutPut);
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

    private static void WriteFilter(this Utf8JsonWriter json, Snapshot snapshot)
    {
        if (snapshot is not { Filter: { } filter, Unfiltered: { } all })
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

    private static void WriteHandlers(this Utf8JsonWriter json, UpcallsSnapshot upcalls)
    {
        json.WriteStartArray("handlers");
        foreach (var handler in upcalls.Handlers)
        {
            json.WriteStartObject();
            json.WriteNumber("tid", handler.Tid);
            json.WriteString("name", handler.Name);
            json.WriteHandlerCounts(handler);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("handlers_other");
        json.WriteHandlerCounts(upcalls.Other);
        json.WriteEndObject();
        json.WriteStartObject("batch_sizes");
        for (int size = 0; size < upcalls.BatchSizes.Count; size++)
        {
            if (upcalls.BatchSizes[size] > 0)
            {
                json.WriteNumber(size.ToString(), upcalls.BatchSizes[size]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteHandlerCounts(this Utf8JsonWriter json, HandlerRow row)
    {
        json.WriteNumber("upcalls", row.Upcalls);
        json.WriteNumber("puts", row.Puts);
        json.WriteNumber("executes", row.Executes);
        json.WriteNumber("batches", row.Batches);
        json.WriteNumber("batch_max", row.BatchMax);
        json.WriteNumber("without_put", row.UpcallsWithoutPut);
        json.WriteNumber("share", Math.Round(row.TotalShare, 6));
    }

    private static void WriteRevalidator(this Utf8JsonWriter json, RevalidatorSnapshot revalidator)
    {
        json.WriteStartObject("revalidator");
        json.WriteNumber("rounds", revalidator.Rounds);
        json.WriteKnown("dump_ms_max", revalidator.DumpDurationMs is null ? null : (ulong)revalidator.DumpDurationMaxMs);
        json.WriteKnown("flows", revalidator.Flows);
        json.WriteKnown("flow_limit", revalidator.FlowLimit);
        json.WriteNumber("keep", revalidator.Keep);
        json.WriteNumber("modify", revalidator.Modify);
        json.WriteNumber("delete", revalidator.Delete);
        json.WriteStartObject("deletes");
        foreach (var reason in revalidator.Reasons.SkipLast(1))
        {
            json.WriteNumber(reason.Name, reason.Total);
        }

        json.WriteEndObject();
        json.WriteNumber("deletes_unexplained", revalidator.Reasons[^1].Total);
        json.WriteNumber("retranslations", revalidator.Retranslations);
        json.WriteSummary("dump_us", revalidator.Dump?.Total);
        json.WriteEndObject();
    }

    private static void WriteKnown(this Utf8JsonWriter json, string name, ulong? value)
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
