using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// View 6: how flows come, go and come back; which ones; how long they live. Enter shows the lives of the selected one.
/// <code>
/// put, deleted, churn            │ puts/s
/// put again after, by reason     │ churn/s
/// flows by re-installs           │ lived
/// </code>
/// </summary>
internal sealed class FlowsPane : IPane
{
    private const int WideFrom = 116;
    private const int ChartsWidth = 44;
    private const int MaxChart = 12;

    /// <summary>What the view wants measured.</summary>
    internal const Measurements Needs =
        Measurements.Rates | Measurements.Deletes | Measurements.Rounds | Measurements.Verdicts | Measurements.Translate | Measurements.FlowLives;

    public bool Drills => true;

    public ITableView? Table(Snapshot snapshot, UiState state) => FlowTable.View(snapshot, state.Table);

    public string? FilterOf(Snapshot snapshot, UiState state) => FlowTable.At(snapshot, state.Table, state.Selected) is { Key: { Length: > 0 } key } ? key : null;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        if (Unseen.Why(snapshot, 6) is { } why)
        {
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], why);
            return;
        }

        var left = body;
        if (rect.Width >= WideFrom && !state.Zoomed)
        {
            left = body.Left(body.Width - Math.Max(ChartsWidth, body.Width / 4) - 2, out var right);
            Charts(snapshot, theme, right with { X = right.X + 2, Width = right.Width - 2 }, frame);
        }

        if (!state.Zoomed)
        {
            left = Summary(snapshot, theme, left, frame);
        }

        FlowTable.Draw(frame, left, snapshot, state.Selected, state.Table, theme);
        if (state.Drilled)
        {
            FlowPopup.Draw(frame, rect, snapshot, state, theme);
        }
    }

    // Returns what is left below.
    private static Rect Summary(Snapshot snapshot, Theme theme, Rect left, Frame frame)
    {
        var flows = snapshot.Flows;
        FlowSummary.Draw(snapshot, theme, left.Top(FlowSummary.Height, out left), frame);
        FlowSummary.Lived(flows.Lives, theme, left.Top(1, out left), frame);
        left = Unseen.Missing(snapshot, Measurements.Verdicts | Measurements.FlowLives, theme, left, frame);
        left.Top(left.Height > 20 ? 1 : 0, out left);
        ChurnTable.Draw(frame, left.Top(Math.Min(ChurnTable.Height(flows), Math.Max(4, left.Height / 3)), out left), flows, theme);
        left.Top(left.Height > 16 ? 1 : 0, out left);
        return left;
    }

    /// <summary>The rule with puts and their history.</summary>
    internal static void Title(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        int x = Rule.Draw(frame, rect, 6, "Flows", theme);
        x = frame.Write(x, rect.Y, theme[Role.Accent], $"{Numbers.Rate(snapshot.Flows.PutsPerSecond)} puts/s  ");
        if (snapshot.Unfiltered is { } all)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"of {Numbers.Rate(all.Flows.PutsPerSecond)} puts/s  ");
        }

        Rule.Sparkline(frame, x, rect, snapshot.Flows.PutsHistory.Values, theme);
    }

    private static void Charts(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var flows = snapshot.Flows;
        int height = Math.Min(MaxChart, rect.Height / 3);
        HistoryChart.Draw(frame, rect.Top(height - 1, out rect), "puts/s", flows.PutsHistory, Numbers.Rate, snapshot.IntervalSeconds, theme);
        rect.Top(1, out rect);
        HistoryChart.Draw(frame, rect.Top(height - 1, out rect), "churn/s", flows.ChurnHistory, Numbers.Rate, snapshot.IntervalSeconds, theme);
        rect.Top(1, out rect);
        if (flows.Lives.AgeOctaves.Count == 0 || rect.Height < HistoryChart.MinHeight)
        {
            return;
        }

        rect = rect with { Height = Math.Min(rect.Height, MaxChart) };
        int x = frame.Write(rect.X, rect.Y, theme[Role.Header], "lived");
        frame.WriteFit(x + 2, rect.Y, rect.Right - x - 2, theme[Role.Dim], "put -> delete");
        rect.Top(1, out rect);
        Histogram.Draw(frame, rect, flows.Lives.AgeOctaves, double.PositiveInfinity, theme);
    }
}
