using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 6 in the overview: what comes, goes and comes back.</summary>
internal sealed class FlowsStrip : IStrip
{
    private const int MaxChart = 10;

    public int View => 6;

    public string Name => "flows";

    public string Title => "Flows";

    public Measurements Needs => Measurements.Rates | Measurements.Deletes;

    public int MinHeight => 1 + FlowSummary.Height;

    public int WantedHeight(Snapshot snapshot) => MinHeight;

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        FlowsPane.Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        FlowSummary.Draw(snapshot, theme, body.Top(FlowSummary.Height, out body), frame);
        HistoryChart.Draw(
            frame, body with { Height = Math.Min(body.Height, MaxChart) }, "churn/s", snapshot.Flows.ChurnHistory, Numbers.Rate, snapshot.IntervalSeconds, theme);
    }
}
