using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 4 in the overview: the last round and why flows go.</summary>
internal sealed class RevalidatorStrip : IStrip
{
    public int View => 4;

    public string Name => "revalidator";

    public string Title => "Revalidator";

    public Measurements Needs => Measurements.Rounds | Measurements.Deletes | Measurements.Verdicts;

    public int MinHeight => 8;

    public int WantedHeight(Snapshot snapshot) => 2 + ReasonTable.Height(snapshot.Revalidator);

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        RevalidatorPane.Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        RevalidatorSummary.Dump(snapshot.Revalidator, theme, body.Top(1, out body), frame);
        if (Unseen.Why(snapshot, 4) is { } why)
        {
            frame.WriteFit(body.X, body.Y, body.Width, theme[Role.Dim], why);
            body.Top(1, out body);
        }
        else
        {
            ReasonTable.Draw(frame, body.Top(ReasonTable.Height(snapshot.Revalidator), out body), snapshot.Revalidator, theme);
        }

        HistoryChart.Draw(
            frame, body with { Height = Math.Min(body.Height, 10) }, "flows", snapshot.Revalidator.FlowsHistory, RevalidatorPane.Flows,
            snapshot.IntervalSeconds, theme);
    }
}
