using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>View 2 in the overview: the busiest handlers.</summary>
internal sealed class UpcallsStrip : IStrip
{
    public int View => 2;

    public string Name => "upcalls";

    public string Title => "Upcalls";

    public Measurements Needs => Measurements.Rates | Measurements.Losses;

    public int MinHeight => 8;

    public int WantedHeight(Snapshot snapshot) => 1 + (Unseen.Why(snapshot, 2) is null ? HandlerTable.Height(snapshot) : FactsTable.Height(snapshot.Facts!));

    public void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        UpcallsPane.Title(snapshot, theme, rect, frame);
        rect.Top(1, out var body);
        if (Unseen.Why(snapshot, 2) is { } why)
        {
            FactsTable.Draw(frame, body.Inset(1, 0), snapshot.Facts!, why, theme);
            return;
        }

        var table = body.Inset(1, 0).Top(WantedHeight(snapshot), out var rest);
        HandlerTable.Draw(frame, table, snapshot, selected: -1, TableState.Default, theme);
        HistoryChart.Draw(frame, rest, "upcalls/s", snapshot.Upcalls.Total.History, Numbers.Rate, snapshot.IntervalSeconds, theme);
    }
}
