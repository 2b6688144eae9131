using System.Text.Json;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Flows that came, went and came back; which did so most often; how long they lived.</summary>
internal sealed class FlowsSection : IReportSection
{
    private const int MaxRows = 10;

    private static readonly ProbeId[] ToldDeletes = [.. PrimaryProbes.Usdt.Deletes, .. PrimaryProbes.Kernel.Deletes];

    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        var flows = last.Flows;
        if (last.OnlyHandlers is not null || flows.Puts + flows.Deletes == 0)
        {
            return;
        }

        string atLeast = flows.ChurnIsAtLeast ? "at least " : "";
        text.WriteLine();
        string deleted = flows.Deletes == 0 && !ToldDeletes.Any(probe => Figures.Has(last, probe)) ? "deletes not recorded"
            : $"{flows.Deletes:N0} deleted{(flows.UnexplainedIsKnown ? $", {flows.Unexplained:N0} of them unexplained" : "")}";
        text.WriteLine($"Flows: {flows.Puts:N0} put, {flows.Modifies:N0} modified, {deleted}");
        if (flows.ChurnIsKnown)
        {
            text.WriteLine($"  put again within {flows.ChurnSeconds:0.###} s of a delete {atLeast}{flows.Churn:N0}, {Plain.Percent(Share(flows.Churn, flows.Puts))} of puts{(flows.ChurnLabel.Length > 0 ? $", {flows.ChurnLabel}" : "")}");
        }

        foreach (var reason in flows.ChurnReasons)
        {
            double share = Share(reason.Total, flows.Churn);
            text.WriteLine($"    after {reason.Name,-22}{reason.Total,14:N0}{Plain.Percent(share),8}  {Plain.Bar(share, 22)}".TrimEnd());
        }

        Lives(text, flows.Lives);
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is not null)
        {
            json.WriteNull("flows");
            json.WriteNull("churn");
            return;
        }

        var flows = last.Flows;
        json.WriteStartObject("flows");
        json.WriteNumber("puts", flows.Puts);
        json.WriteNumber("modifies", flows.Modifies);
        json.WriteNumber("deletes", flows.Deletes);
        json.WriteKnown("deletes_unexplained", flows.UnexplainedIsKnown ? flows.Unexplained : null);
        WriteLives(json, flows.Lives);
        json.WriteEndObject();
        json.WriteStartObject("churn");
        json.WriteBoolean("known", flows.ChurnIsKnown);
        json.WriteNumber("seconds", flows.ChurnSeconds);
        json.WriteNumber("puts", flows.Churn);
        json.WriteBoolean("at_least", flows.ChurnIsAtLeast);
        json.WriteString("label", flows.ChurnLabel);
        json.WriteNumber("share", Math.Round(Share(flows.Churn, flows.Puts), 6));
        json.WriteStartObject("reasons");
        foreach (var reason in flows.ChurnReasons)
        {
            json.WriteNumber(reason.Name, reason.Total);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Lives(TextWriter text, FlowLivesSnapshot lives)
    {
        if (lives.Known == 0)
        {
            return;
        }

        string part = lives.IsComplete ? "" : $", of {lives.PutsSeen:N0} of {lives.Puts:N0} puts";
        text.WriteLine($"  flows known {lives.Known:N0}, put again {lives.Reinstalled:N0}{part}");
        if (!lives.Age.IsEmpty)
        {
            text.WriteLine(Plain.SummaryHead("  time in us"));
            Plain.Summary(text, "lived, put -> delete", lives.Age);
        }

        foreach (var flow in lives.Top.Where(flow => flow.Reinstalls > 0).Take(MaxRows))
        {
            text.WriteLine(Plain.Safe($"    {flow.Reinstalls,8:N0} x {flow.LastReason ?? "",-14} {(flow.Key.Length > 0 ? flow.Key : flow.Id)}", Plain.Width));
        }
    }

    private static void WriteLives(Utf8JsonWriter json, FlowLivesSnapshot lives)
    {
        json.WriteStartObject("lives");
        json.WriteNumber("known", lives.Known);
        json.WriteNumber("forgotten", lives.Evicted);
        json.WriteNumber("puts_seen", lives.PutsSeen);
        json.WriteBoolean("complete", lives.IsComplete);
        json.WriteNumber("put_again", lives.Reinstalled);
        json.WriteSummary("age_us", lives.Age);
        json.WriteStartArray("top");
        foreach (var flow in lives.Top.Where(flow => flow.Reinstalls > 0).Take(MaxRows))
        {
            json.WriteStartObject();
            json.WriteString("id", flow.Id);
            json.WriteString("key", flow.Key);
            json.WriteNumber("put_again", flow.Reinstalls);
            json.WriteNumber("deletes", flow.Deletes);
            json.WriteString("last_reason", flow.LastReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double Share(ulong part, ulong whole) => whole == 0 ? 0 : (double)part / whole;
}
