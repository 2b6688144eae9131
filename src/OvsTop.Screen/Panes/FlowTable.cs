using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Single flows, the most often re-installed first. What all rows begin with is left out where a row would not fit.</summary>
internal static class FlowTable
{
    private static readonly Table<FlowLine> Table = new(
        new("again", 5, Align.Right, (Frame f, Rect c, in FlowLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Flow.Reinstalls))) { By = r => r.Flow.Reinstalls },
        new("deleted for", 14, Align.Left, (Frame f, Rect c, in FlowLine r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Flow.LastReason ?? "-")) { ByText = r => r.Flow.LastReason },
        new("age", 6, Align.Right, (Frame f, Rect c, in FlowLine r, Style s, Theme t) => Age(f, c, r, s, t)) { By = r => r.AgeNs ?? double.NaN },
        new("keeps", 5, Align.Right, (Frame f, Rect c, in FlowLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Flow.Keeps)), Rank: 1) { By = r => r.Flow.Keeps },
        new("flow", 20, Align.Left, (Frame f, Rect c, in FlowLine r, Style s, Theme t) => Key(f, c, r, s), Grow: 1) { ByText = r => r.Flow.Key });

    /// <summary>Names of all columns.</summary>
    public static IReadOnlyList<string> Columns => Table.ColumnNames;

    /// <summary>Draws what the rows are of, the header and the flows that fit, scrolled to the selected one.</summary>
    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, int selected, TableState state, Theme theme)
    {
        var flows = snapshot.Flows.Lives.Top;
        Heading(frame, rect.Top(1, out rect), snapshot.Flows.Lives, theme);
        var layout = Table.Fit(rect.Width, state);
        Table.Header(frame, rect.X, rect.Y, layout, theme, state);
        selected = Math.Min(selected, flows.Count - 1);
        var window = Window.Of(flows.Count, rect.Height - 1, selected);
        var order = Table.Order(new FlowRows(snapshot), state);
        var rows = new FlowRows(snapshot, Common(flows, order[window.First..window.End]));
        int y = Table.Rows(frame, rect with { Y = rect.Y + 1 }, layout, theme, rows, order, window.First, window.End, selected);
        if (window.End - window.First < flows.Count)
        {
            frame.Write(rect.X, y, theme[Role.Dim], $"{flows.Count - window.End + window.First} more");
        }
    }

    private static void Heading(Frame frame, Rect rect, FlowLivesSnapshot lives, Theme theme)
    {
        var clip = frame.Clip;
        frame.Clip = clip.Intersect(rect);
        int x = frame.Write(rect.X, rect.Y, theme[Role.Dim], "flows by re-installs  ");
        if (lives.Known == 0)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], "no detail of a flow came yet");
        }
        else if (lives.IsComplete)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.Count((ulong)lives.Reinstalled)} of {Numbers.Count((ulong)lives.Known)} put again · every put told");
        }
        else
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.Count((ulong)lives.Reinstalled)} of {Numbers.Count((ulong)lives.Known)} known");
            x = frame.Write(x, rect.Y, theme[Role.Loss], $" · of {Numbers.Count(lives.PutsSeen)} of {Numbers.Count(lives.Puts)} puts");
            if (lives.Evicted > 0 && x + 18 <= rect.Right)
            {
                frame.Write(x, rect.Y, theme[Role.Loss], $" · {Numbers.Count(lives.Evicted)} forgotten");
            }
        }

        frame.Clip = clip;
    }

    private static void Age(Frame frame, Rect cell, in FlowLine row, Style style, Theme theme)
    {
        if (row.AgeNs is { } ageNs)
        {
            Cells.Write(frame, cell, row.Lives ? theme[Role.Ok] : style, Numbers.DurationUs(ageNs / 1e3));
        }
        else
        {
            Cells.Write(frame, cell, style, Numbers.None);
        }
    }

    private static void Key(Frame frame, Rect cell, in FlowLine row, Style style)
    {
        string key = row.Flow.Key.Length > 0 ? row.Flow.Key : row.Flow.Id;
        if (row.Common == 0 || row.Common >= key.Length || key.Length <= cell.Width)
        {
            frame.WriteFit(cell.X, cell.Y, cell.Width, style, key);
            return;
        }

        int x = frame.Put(cell.X, cell.Y, '…', style);
        frame.WriteFit(x, cell.Y, cell.Right - x, style, key.AsSpan(row.Common));
    }

    /// <summary>The flow in a row of the table, or null.</summary>
    public static FlowRow? At(Snapshot snapshot, TableState state, int row) =>
        Table.TryAt(new FlowRows(snapshot), state, row, out int index) ? snapshot.Flows.Lives.Top[index] : null;

    /// <summary>Flows in the order of the screen.</summary>
    public static ITableView View(Snapshot snapshot, TableState state) => new TableView<FlowLine, FlowRows>(Table, new FlowRows(snapshot), state);

    /// <summary>Characters that all rows begin with, up to the end of a field.</summary>
    private static int Common(IReadOnlyList<FlowRow> flows, ReadOnlySpan<int> shown)
    {
        if (shown.Length < 2)
        {
            return 0;
        }

        var common = flows[shown[0]].Key.AsSpan();
        foreach (int i in shown[1..])
        {
            // A flow whose key is not known has nothing in common with anybody.
            common = flows[i].Key.Length == 0 ? common : common[..common.CommonPrefixLength(flows[i].Key)];
        }

        return common.LastIndexOf("),") + 2 is var cut and > 1 ? cut : 0;
    }
}
