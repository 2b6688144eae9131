using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>The main loop of ovs-vswitchd: how long it runs and how long it waits.</summary>
internal sealed class MainLoopSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is not null || last.MainLoop.Loops == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"Main loop: {last.MainLoop.Loops:N0} loops");
        text.WriteLine(Plain.SummaryHead("  time in us"));
        Plain.Summary(text, "run", last.MainLoop.Run?.Total);
        Plain.Summary(text, "wait", last.MainLoop.Wait?.Total);
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        if (last.OnlyHandlers is not null)
        {
            json.WriteNull("main_loop_us");
            return;
        }

        json.WriteStartObject("main_loop_us");
        json.WriteSummary("run", last.MainLoop.Run?.Total);
        json.WriteSummary("wait", last.MainLoop.Wait?.Total);
        json.WriteEndObject();
    }
}
