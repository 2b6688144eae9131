using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 8 in the overview: how long the main loop runs and waits.</summary>
internal sealed class MainLoopStrip : IStrip
{
    private const int MinHistogram = 5;
    private const int MaxHistogram = 12;

    public int View => 8;

    public string Name => "mainloop";

    public string Title => "Main loop";

    public Measurements Needs => Measurements.MainLoop;

    public int MinHeight => 4;

    public int WantedHeight(Snapshot snapshot) => 4;

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        MainLoopPane.Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        var loop = snapshot.MainLoop;
        if (loop.Run is null && loop.Wait is null)
        {
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], Unseen.Why(snapshot, 8) ?? MainLoopPane.Nothing);
            return;
        }

        StageTable.Draw(frame, body.Top(1, out body), [], theme);
        Row(loop.Run, theme, body.Top(1, out body), frame);
        Row(loop.Wait, theme, body.Top(1, out body), frame);
        if (body.Height > MinHistogram && loop.Run is { } run)
        {
            body.Top(1, out body);
            body = body with { Height = Math.Min(body.Height, MaxHistogram) };
            int x = frame.Write(body.X, body.Y, theme[Role.Header], run.Name);
            frame.WriteFit(x + 2, body.Y, body.Right - x - 2, theme[Role.Dim], run.Meaning);
            body.Top(1, out body);
            Histogram.Draw(frame, body, run.MinuteOctaves, run.Minute.IsEmpty ? double.PositiveInfinity : run.Minute.P99Us, theme);
        }
    }

    private static void Row(StageRow? stage, Theme theme, Rect rect, Frame frame)
    {
        if (stage is not null)
        {
            StageTable.Row(frame, rect, stage, theme);
        }
    }
}
