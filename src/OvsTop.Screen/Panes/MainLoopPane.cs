using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// View 8: the main loop of ovs-vswitchd, which everything that is not a handler or a revalidator waits for; where wide, the count of every probe.
/// </summary>
internal sealed class MainLoopPane : IPane
{
    internal const string Nothing = "no loop seen yet: run_start and poll_block have not fired";
    private const int MaxBlock = 20;
    private const int WidthWithCounts = 140;

    public ITableView? Table(Snapshot snapshot, UiState state) => null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var loop = snapshot.MainLoop;
        Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        if (rect.Width >= WidthWithCounts)
        {
            var counts = body with { X = body.Right - ProbeCounts.Width - 1, Width = ProbeCounts.Width };
            body = body with { Width = counts.X - body.X - 2 };
            Rule.Vertical(frame, body.Right, rect.Y, rect.Height, theme);
            ProbeCounts.Draw(frame, counts, snapshot.Counts, theme);
        }

        if (loop.Run is null && loop.Wait is null)
        {
            frame.Write(body.X + 1, body.Y, theme[Role.Dim], Unseen.Why(snapshot, 8) ?? Nothing);
            return;
        }

        int height = Math.Min(MaxBlock, Math.Max(StageBlock.MinHeight, (body.Height - HistoryChart.MinHeight) / 2));
        Block(loop.Run, snapshot, theme, body.Top(height, out body), frame);
        Block(loop.Wait, snapshot, theme, body.Top(height, out body), frame);
        body = body.Inset(1, 0);
        HistoryChart.Draw(
            frame, body with { Height = Math.Min(body.Height, 14) }, "loops/s", loop.History, Numbers.Rate, snapshot.IntervalSeconds, theme);
    }

    /// <summary>The rule with loops per second and how busy the loop is.</summary>
    internal static void Title(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var loop = snapshot.MainLoop;
        int x = Rule.Draw(frame, rect, 8, "Main loop", theme);
        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Rate(loop.LoopsPerSecond)}/s  ");
        if (loop.Busy is { } busy)
        {
            var style = theme[busy > 0.9 ? Role.Crit : busy > 0.5 ? Role.Warn : Role.Text];
            frame.Write(x, rect.Y, style, $"busy {Numbers.Percent(busy)} ");
        }
    }

    private static void Block(StageRow? stage, Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        if (stage is not null)
        {
            StageBlock.Draw(frame, rect, stage, snapshot.IntervalSeconds, selected: false, theme);
        }
    }
}
