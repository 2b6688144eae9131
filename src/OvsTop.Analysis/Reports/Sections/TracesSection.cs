using System.Text.Json;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>Packets, their rounds, and how surely these are tied together. Read from details: as complete as they are.</summary>
internal sealed class TracesSection : IReportSection
{
    /// <inheritdoc/>
    public void WriteText(TextWriter text, Snapshot last, ReportOptions options)
    {
        var traces = last.Traces;
        if (Rounds(traces) == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"{"Packets followed through their rounds",-50}{"number",11}");
        Line(text, "packets", traces.PacketCount - traces.Strangers);
        Line(text, "rounds (upcalls)", Rounds(traces));
        foreach (var link in Enum.GetValues<LinkClass>())
        {
            if (traces.Links[link] > 0)
            {
                Line(text, "  " + (link == LinkClass.First ? "first of their packet" : TraceWords.Of(link) + " link to the round before"), traces.Links[link]);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options)
    {
        var traces = last.Traces;
        json.WriteStartObject("traces");
        json.WriteNumber("packets", traces.PacketCount - traces.Strangers);
        json.WriteNumber("rounds", Rounds(traces));
        json.WriteStartObject("links");
        foreach (var link in Enum.GetValues<LinkClass>())
        {
            json.WriteNumber(TraceWords.Of(link), traces.Links[link]);
        }

        json.WriteEndObject();
        json.WriteNumber("evicted", traces.Evicted);
        json.WriteNumber("strangers", traces.Strangers);
        json.WriteEndObject();
    }

    /// <summary>Those that have been tied, so that the parts add up: in the middle of a run the last few have not.</summary>
    private static long Rounds(TracesSnapshot traces) => Enum.GetValues<LinkClass>().Sum(link => traces.Links[link]);

    private static void Line(TextWriter text, string name, long number) => text.WriteLine($"  {name,-48}{number,11:N0}");
}
