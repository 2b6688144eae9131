using System.Text.Json;
using OvsTop.Analysis.Reports.Sections;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports;

/// <summary>
/// A JSON object a line and interval: all names of a report, cumulative, and the interval's rates and latencies in <c>interval</c>.
/// </summary>
/// <param name="stream">Each line is flushed to it.</param>
public sealed class BatchJson(Stream stream)
{
    private static readonly ReportOptions Interval = new() { Histograms = false };

    /// <summary>Writes one interval.</summary>
    public void Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteTotals(snapshot, Interval);
            WriteInterval(json, snapshot);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        stream.Flush();
    }

    private static void WriteInterval(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject("interval");
        json.WriteNumber("number", snapshot.Number);
        json.WriteTime("time", snapshot.Time());
        json.WriteRounded("end_s", snapshot.ElapsedSeconds);
        json.WriteRounded("seconds", snapshot.IntervalSeconds);
        if (snapshot is { Filter: { } filter, Unfiltered: { } all })
        {
            json.WriteStartObject("filter");
            json.WriteRounded("upcalls_per_s", filter.UpcallsPerSecond);
            json.WriteNumber("share", Math.Round(filter.Share, 6));
            json.WriteRounded("all_upcalls_per_s", all.Upcalls.Total.UpcallsPerSecond);
            json.WriteEndObject();
        }

        json.WriteStartArray("diagnosis");
        foreach (var finding in snapshot.Diagnosis.Findings)
        {
            json.WriteStartObject();
            DiagnosisSection.WriteFinding(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("per_second");
        foreach (var count in snapshot.Counts)
        {
            json.WriteRounded(count.Probe.EventName, count.PerSecond);
        }

        json.WriteEndObject();
        json.WriteStartArray("handlers");
        foreach (var handler in snapshot.Upcalls.Handlers)
        {
            json.WriteStartObject();
            json.WriteNumber("tid", handler.Tid);
            WriteRates(json, handler);
            json.WriteSummary("translate_us", handler.Translate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("handlers_other");
        WriteRates(json, snapshot.Upcalls.Other);
        json.WriteEndObject();
        json.WriteStartObject("latency_us");
        foreach (var stage in snapshot.Latency.Stages)
        {
            json.WriteSummary(stage.Name.Replace(' ', '_'), stage.Interval);
        }

        json.WriteEndObject();
        json.WriteStartObject("deletes_per_second");
        foreach (var reason in snapshot.Revalidator.Reasons)
        {
            if (reason.IsKnown)
            {
                json.WriteRounded(reason.Name, reason.PerSecond);
            }
            else
            {
                json.WriteNull(reason.Name);
            }
        }

        json.WriteEndObject();
        json.WriteStartObject("flows");
        json.WriteRounded("puts_per_s", snapshot.Flows.PutsPerSecond);
        json.WriteRounded("modifies_per_s", snapshot.Flows.ModifiesPerSecond);
        json.WriteRounded("deletes_per_s", snapshot.Flows.DeletesPerSecond);
        if (snapshot.Flows.UnexplainedIsKnown)
        {
            json.WriteRounded("unexplained_per_s", snapshot.Flows.UnexplainedPerSecond);
        }
        else
        {
            json.WriteNull("unexplained_per_s");
        }

        json.WriteRounded("without_put_per_s", snapshot.Flows.WithoutPutPerSecond);
        json.WriteRounded("churn_per_s", snapshot.Flows.ChurnPerSecond);
        json.WriteEndObject();
        json.WriteStartObject("churn_per_second");
        foreach (var reason in snapshot.Flows.ChurnReasons)
        {
            json.WriteRounded(reason.Name, reason.PerSecond);
        }

        json.WriteEndObject();
        json.WriteStartObject("main_loop_us");
        json.WriteSummary("run", snapshot.MainLoop.Run?.Interval);
        json.WriteSummary("wait", snapshot.MainLoop.Wait?.Interval);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, HandlerRow row)
    {
        json.WriteRounded("upcalls_per_s", row.UpcallsPerSecond);
        if (row.LostPerSecond is { } lost)
        {
            json.WriteRounded("lost_per_s", lost.Total);
        }

        json.WriteRounded("puts_per_s", row.PutsPerSecond);
        json.WriteRounded("executes_per_s", row.ExecutesPerSecond);
        json.WriteRounded("misses_per_s", row.MissesPerSecond);
        json.WriteRounded("actions_per_s", row.ActionsPerSecond);
        json.WriteRounded("batch_mean", row.BatchMean);
        json.WriteNumber("share", Math.Round(row.Share, 6));
    }
}
