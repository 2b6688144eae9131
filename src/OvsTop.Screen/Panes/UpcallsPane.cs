using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 2: upcalls by handler; below, their history, batch sizes and the selected handler.</summary>
internal sealed class UpcallsPane : IPane
{
    private const int ChartsHeight = 7;
    private const int MaxChartsHeight = 24;

    public bool Drills => true;

    public ITableView? Table(Snapshot snapshot, UiState state) => HandlerTable.View(snapshot.Upcalls, state.Table);

    public string? FilterOf(Snapshot snapshot, UiState state) =>
        HandlerTable.At(snapshot.Upcalls, state.Table, state.Selected) is { } handler && handler.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? $"handler={handler.Name}" : null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var upcalls = snapshot.Upcalls;
        Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        if (Unseen.Why(snapshot, 2) is { } why)
        {
            FactsTable.Draw(frame, body, snapshot.Facts!, why, theme);
            return;
        }

        int wanted = HandlerTable.Height(snapshot);
        int height = body.Height - wanted > ChartsHeight ? wanted : Math.Max(body.Height - ChartsHeight - 1, Math.Min(wanted, body.Height / 2));
        height = state.Zoomed || body.Height - height <= HistoryChart.MinHeight ? body.Height : height;
        HandlerTable.Draw(frame, body.Top(height, out var rest), snapshot, Math.Min(state.Selected, upcalls.Handlers.Count - 1), state.Table, theme);
        rest.Top(1, out rest);
        Charts(snapshot, state, theme, rest with { Height = Math.Min(rest.Height, MaxChartsHeight) }, frame);
        if (state.Drilled && HandlerTable.At(upcalls, state.Table, state.Selected) is { } handler)
        {
            HandlerTable.Details(frame, rect, handler, theme);
        }
    }

    /// <summary>The rule with the rate of all upcalls.</summary>
    internal static void Title(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        int x = Rule.Draw(frame, rect, 2, "Upcalls", theme);
        if (Unseen.Why(snapshot, 2) is not null)
        {
            return;
        }

        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Rate(snapshot.Upcalls.Total.UpcallsPerSecond)}/s  ");
        if (snapshot.Unfiltered is { } all)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"of {Numbers.Rate(all.Upcalls.Total.UpcallsPerSecond)}/s  ");
        }

        Rule.Sparkline(frame, x, rect, snapshot.Upcalls.Total.History.Values, theme);
    }

    private static void Charts(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        int columns = rect.Width >= 150 ? 3 : 2;
        double interval = snapshot.IntervalSeconds;
        HistoryChart.Draw(frame, Cut(rect, 0, columns), "upcalls/s", snapshot.Upcalls.Total.History, Numbers.Rate, interval, theme);
        BatchSizes.Draw(frame, Cut(rect, columns - 1, columns), snapshot.Upcalls.BatchSizes, theme);
        if (columns == 3 && HandlerTable.At(snapshot.Upcalls, state.Table, state.Selected) is { } handler)
        {
            HistoryChart.Draw(frame, Cut(rect, 1, columns), handler.Name, handler.History, Numbers.Rate, interval, theme);
        }
    }

    private static Rect Cut(Rect rect, int index, int count) => rect.Column(index, count) is var r && index < count - 1 ? r with { Width = r.Width - 2 } : r;
}
