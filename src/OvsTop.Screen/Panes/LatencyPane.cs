using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 3: every stage of the slow path with its numbers, histogram and history; what cannot be measured says why.</summary>
internal sealed class LatencyPane : IPane
{
    private const int MaxBlock = 23;
    private const int ComfortableBlock = 10;
    private const int TwoColumnsFrom = 160;

    public bool Drills => true;

    public ITableView? Table(Snapshot snapshot, UiState state) => new PlainList(snapshot.Latency.Stages.Count, row => snapshot.Latency.Stages[row].Name);

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var latency = snapshot.Latency;
        int x = Rule.Draw(frame, rect, 3, "Latency", theme);
        frame.Write(x, rect.Y, theme[Role.Dim], rect.Width < TwoColumnsFrom / 2 ? "" : "histogram of the last minute, p99 and above marked ");
        rect.Top(1, out var body);
        int missing = Math.Min(latency.Missing.Count, body.Height / 3);
        body = body.Top(body.Height - missing, out var reasons);
        for (int i = 0; i < missing; i++)
        {
            Missing(latency.Missing[i], theme, reasons.Row(i, missing).Inset(1, 0), frame);
        }

        if (latency.Stages.Count == 0)
        {
            frame.Write(body.X + 1, body.Y, theme[Role.Dim], Unseen.Why(snapshot, 3) ?? "no upcall has been timed yet");
            return;
        }

        Blocks(snapshot, state, theme, body, frame);
    }

    /// <summary>A stage that cannot be shown, and why.</summary>
    internal static void Missing((string Stage, string Why) missing, Theme theme, Rect rect, Frame frame)
    {
        int x = frame.Write(rect.X, rect.Y, theme[Role.Text], missing.Stage);
        frame.WriteFit(x + 2, rect.Y, rect.Right - x - 2, theme[Role.Dim], missing.Why);
    }

    // Wide terminals show two blocks side by side as soon as one column would leave them little height.
    private static void Blocks(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var stages = snapshot.Latency.Stages;
        int columns = rect.Width >= TwoColumnsFrom && rect.Height / stages.Count < ComfortableBlock ? 2 : 1;
        int rows = Math.Min((stages.Count + columns - 1) / columns, Math.Max(1, rect.Height / StageBlock.MinHeight));
        int shown = Math.Min(stages.Count, rows * columns);
        int selected = Math.Clamp(state.Selected, 0, stages.Count - 1);
        if (state.Zoomed || state.Drilled)
        {
            Block(snapshot, stages[selected], isSelected: true, theme, rect, frame);
            return;
        }

        int first = Math.Clamp(selected - shown / 2, 0, stages.Count - shown);
        int height = Math.Min(MaxBlock, rect.Height / rows);
        for (int i = 0; i < shown; i++)
        {
            var column = rect.Column(i / rows, columns);
            var block = column with { Y = rect.Y + i % rows * height, Height = height };
            Block(snapshot, stages[first + i], (stages.Count > shown || state.SelectedId is not null) && first + i == selected, theme, block, frame);
            frame.Mark(block, new Command(CommandKind.SelectRow, first + i));
        }

        if (shown < stages.Count)
        {
            frame.Write(rect.Right - 22, rect.Y - 1, theme[Role.Key], $" stages {first + 1}-{first + shown} of {stages.Count}, ↑↓ ");
        }
    }

    private static void Block(Snapshot snapshot, StageRow stage, bool isSelected, Theme theme, Rect rect, Frame frame)
    {
        int x = StageBlock.Draw(frame, rect, stage, snapshot.IntervalSeconds, isSelected, theme);
        AllPackets.Draw(frame, x, rect, snapshot, stage.Name, isNamed: false, theme);
    }
}
