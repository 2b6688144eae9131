using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Rounds, dumps, verdicts and the reasons of deletes.</summary>
internal sealed class RevalidatorSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        var revalidator = last.Revalidator;
        if (last.OnlyHandlers is not null
            || revalidator.Rounds + revalidator.Keep + revalidator.Modify + revalidator.Delete + revalidator.Deletes + revalidator.Retranslations == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"Revalidator: {revalidator.Rounds:N0} rounds, {revalidator.Retranslations:N0} retranslations");
        if (revalidator.Dump is { } dump)
        {
            text.WriteLine(Plain.SummaryHead("  time in us"));
            Plain.Summary(text, "dump", dump.Total);
        }

        if (revalidator.DumpDurationMs is not null)
        {
            text.WriteLine($"  dump duration, largest, ms    {revalidator.DumpDurationMaxMs,14:N0}");
        }

        Known(text, "a round may take, ms", (ulong?)revalidator.WaitMs);
        Known(text, "flows in the last round", revalidator.Flows);
        Known(text, "flows, average", revalidator.FlowsMaxAverage?.Average);
        Known(text, "flows, largest", revalidator.FlowsMaxAverage?.Max);
        Known(text, "flow limit", revalidator.FlowLimit);
        if (revalidator.VerdictsLabel.Length > 0)
        {
            text.WriteLine($"  {"verdicts and reasons",-30}{revalidator.VerdictsLabel,14}");
        }

        Known(text, "verdicts keep", revalidator.Keep);
        Known(text, "verdicts modify", revalidator.Modify);
        Known(text, "verdicts delete", revalidator.Delete);
        Known(text, "deletes", revalidator.Deletes);
        ulong all = Math.Max(1, (ulong)revalidator.Reasons.Sum(reason => (decimal)reason.Total));
        foreach (var reason in revalidator.Reasons)
        {
            double share = (double)reason.Total / all;
            text.WriteLine(!reason.IsKnown ? $"    {reason.Name,-28}{"-",14}" : $"    {reason.Name,-28}{reason.Total,14:N0}{Plain.Percent(share),8}  {Plain.Bar(share, 22)}".TrimEnd());
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is not null)
        {
            json.WriteNull("revalidator");
            return;
        }

        var revalidator = last.Revalidator;
        json.WriteStartObject("revalidator");
        json.WriteNumber("rounds", revalidator.Rounds);
        json.WriteKnown("dump_ms_max", revalidator.DumpDurationMs is null ? null : (ulong)revalidator.DumpDurationMaxMs);
        json.WriteKnown("wait_ms", (ulong?)revalidator.WaitMs);
        json.WriteKnown("flows", revalidator.Flows);
        json.WriteKnown("flows_average", revalidator.FlowsMaxAverage?.Average);
        json.WriteKnown("flows_max", revalidator.FlowsMaxAverage?.Max);
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
        json.WriteKnown("deletes_unexplained", revalidator.Reasons[^1].IsKnown ? revalidator.Reasons[^1].Total : null);
        if (revalidator.VerdictsLabel.Length > 0)
        {
            json.WriteString("verdicts_label", revalidator.VerdictsLabel);
        }

        json.WriteNumber("retranslations", revalidator.Retranslations);
        json.WriteSummary("dump_us", revalidator.Dump?.Total);
        json.WriteEndObject();
    }

    private static void Known(TextWriter text, string name, ulong? value)
    {
        if (value is { } known)
        {
            text.WriteLine($"  {name,-30}{known,14:N0}");
        }
    }
}
