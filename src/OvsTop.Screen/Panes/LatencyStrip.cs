using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 3 in the overview: a line per stage, then the histogram of the one at the end of the path.</summary>
internal sealed class LatencyStrip : IStrip
{
    private const int MinHistogram = 5;
    private const int MaxHistogram = 12;

    public int View => 3;

    public string Name => "latency";

    public string Title => "Latency";

    public Measurements Needs => Measurements.KernelLatency;

    public int MinHeight => 4;

    public int WantedHeight(Snapshot snapshot) => 2 + snapshot.Latency.Stages.Count + (snapshot.Latency.Missing.Count > 0 ? 1 : 0);

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var latency = snapshot.Latency;
        int after = Rule.Draw(frame, rect, 3, "Latency", theme);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        if (latency.Stages.Count == 0)
        {
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], Unseen.Why(snapshot, 3) ?? "no upcall has been timed yet");
            return;
        }

        AllPackets.Draw(frame, after, rect, snapshot, latency.Stages[^1].Name, isNamed: true, theme);
        StageTable.Draw(frame, body.Top(1 + latency.Stages.Count, out body), latency.Stages, theme);
        if (latency.Missing.Count > 0 && body.Height > 0)
        {
            LatencyPane.Missing(latency.Missing[0], theme, body.Top(1, out body), frame);
        }

        if (body.Height > MinHistogram)
        {
            body.Top(1, out body);
            body = body with { Height = Math.Min(body.Height, MaxHistogram) };
            var last = latency.Stages[^1];
            int x = frame.Write(body.X, body.Y, theme[Role.Header], last.Name);
            frame.WriteFit(x + 2, body.Y, body.Right - x - 2, theme[Role.Dim], last.Meaning);
            body.Top(1, out body);
            Histogram.Draw(frame, body, last.MinuteOctaves, last.Minute.IsEmpty ? double.PositiveInfinity : last.Minute.P99Us, theme);
        }
    }
}
