using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 5: who causes upcalls, by one dimension at a time; below, the history of the selected one.</summary>
internal sealed class TalkersPane : IPane
{
    /// <summary>Key of the view.</summary>
    public const int Key = 5;

    private const int ChartFrom = 12;
    private const int MaxChart = 16;

    public ITableView? Table(Snapshot snapshot, UiState state) => snapshot.Talkers.Find(state.Talkers.Dimension) is { } list ? TalkerTable.View(list, state.Table) : null;

    /// <summary>The selected talker, or null.</summary>
    public static TalkerRow? Selected(Snapshot snapshot, UiState state) =>
        snapshot.Talkers.Find(state.Talkers.Dimension) is { } list ? TalkerTable.At(list, state.Table, Math.Min(state.Selected, list.Rows.Count - 1)) : null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var talkers = state.Talkers;
        var list = snapshot.Talkers.Find(talkers.Dimension);
        Title(list, talkers.Dimension, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        Dimensions(talkers.Dimension, theme, body.Top(1, out body), frame);
        if (list is null || list.All.Total == 0)
        {
            string why = Unseen.Why(snapshot, Key) ?? (list is null ? "counted from now on: the numbers come with the next interval" : "no upcall since this is counted");
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], why);
            return;
        }

        int wanted = TalkerTable.Height(list);
        int height = state.Zoomed || body.Height - wanted > ChartFrom || body.Height < ChartFrom * 2 ? Math.Min(wanted, body.Height) : body.Height - ChartFrom;
        int selected = Math.Clamp(state.Selected, 0, Math.Max(0, list.Rows.Count - 1));
        TalkerTable.Draw(frame, body.Top(height, out body), list, state.Table, selected, theme);
        if (body.Height > ChartFrom / 2 && !state.Zoomed && TalkerTable.At(list, state.Table, selected) is { } row)
        {
            body.Top(1, out body);
            body = body with { Height = Math.Min(body.Height, MaxChart) };
            HistoryChart.Draw(frame, body, row.Name.Length > 0 ? row.Name : row.Text, row.History, Numbers.Rate, snapshot.IntervalSeconds, theme);
        }
    }

    /// <summary>The rule with the dimension and the rate of all upcalls.</summary>
    internal static void Title(TalkerList? list, TalkerDimension dimension, Theme theme, Rect rect, Frame frame)
    {
        int x = Rule.Draw(frame, rect, Key, "Talkers by", theme) - 1;
        x = frame.Write(x, rect.Y, theme[Role.Title], $"{dimension.Info().Title}  ");
        if (list is not null)
        {
            x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Rate(list.All.PerSecond)}/s  ");
            Rule.Sparkline(frame, x, rect, list.All.History.Values, theme);
        }
    }

    /// <summary>All dimensions in a line, as many as fit around the one that is shown.</summary>
    private static void Dimensions(TalkerDimension shown, Theme theme, Rect rect, Frame frame)
    {
        var order = TalkerDimensionTable.ByUsefulness;
        int first = 0, at = 0;
        while (order[at] != shown)
        {
            at++;
        }

        while (first < at && Width(order, first, at + 1) > rect.Width - 8)
        {
            first++;
        }

        int x = frame.Write(rect.X, rect.Y, theme[Role.Key], first > 0 ? "D … " : "D ");
        for (int i = first; i < order.Count && x + order[i].Info().Name.Length + 6 <= rect.Right; i++)
        {
            x = frame.Write(x, rect.Y, theme[order[i] == shown ? Role.Tab : Role.Dim], $" {order[i].Info().Name} ");
        }

        frame.Write(x, rect.Y, theme[Role.Key], " d");
    }

    private static int Width(IReadOnlyList<TalkerDimension> order, int first, int end)
    {
        int width = 4;
        for (int i = first; i < end; i++)
        {
            width += order[i].Info().Name.Length + 2;
        }

        return width;
    }
}
