using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Handlers, busiest first. Lines for those without room, for what belongs to no handler, and for all make it add up.</summary>
internal static class HandlerTable
{
    private const string ByRate = "/s";

    private static readonly Table<HandlerLine> Table = new(
        new("handler", 11, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Name(f, c, r, s), Grow: 1, MaxWidth: 15) { ByText = r => r.Name },
        new("tid", 7, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Tid(f, c, r, t), Rank: 11) { By = r => r.Tid },
        new(ByRate, 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Upcalls))) { By = r => r.Upcalls },
        new("share", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Percent(r.Share))),
        new("", 6, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Bar.Draw(f, c.X, c.Y, c.Width, r.Share, t[Role.Bar]),
            Rank: 5, Grow: 1, MaxWidth: 30)
        { Name = "bar" },
        new("lost/s", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, r.Lost > 0 ? t[Role.Loss] : s, double.IsNaN(r.Lost) ? Numbers.None : Numbers.Rate(r.Lost)), Rank: 5)
        { By = r => r.Lost },
        new("errno", 8, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, t[Role.Loss], r.Errno ?? ""), Rank: 9),
        new("batch", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.Batch > 0 ? Numbers.Rate(r.Batch) : Numbers.None), Rank: 4)
        { By = r => r.Batch },
        new("max", 4, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.BatchMax)), Rank: 12) { By = r => r.BatchMax },
        new("p50", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Translate, r.Translate.P50Us)), Rank: 5)
        { By = r => r.Translate.P50Us },
        new("p99", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Translate, r.Translate.P99Us)), Rank: 3)
        { By = r => r.Translate.P99Us },
        new("puts", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Puts)), Rank: 7) { By = r => r.Puts },
        new("execs", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Executes)), Rank: 8) { By = r => r.Executes },
        new("miss", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Misses)), Rank: 13) { By = r => r.Misses },
        new("action", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Actions)), Rank: 14) { By = r => r.Actions },
        new("total", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.Total)), Rank: 10) { By = r => r.Total },
        new("all puts", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.AllPuts)), Rank: 15) { By = r => r.AllPuts },
        new("all execs", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.AllExecutes)), Rank: 16) { By = r => r.AllExecutes },
        new("no put", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.WithoutPut)), Rank: 17) { By = r => r.WithoutPut },
        new("history", 12, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 9, Grow: 3, MaxWidth: Series.Length))
    {
        SortedBy = ByRate,
    };

    /// <summary>Names of all columns.</summary>
    public static IReadOnlyList<string> Columns => Table.ColumnNames;

    /// <summary>Rows that show everything: header, handlers, other, total, under a filter all.</summary>
    public static int Height(Snapshot snapshot) => 1 + snapshot.Upcalls.Handlers.Count + Sums(snapshot);

    /// <summary>Draws the table.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">At least four rows.</param>
    /// <param name="snapshot">The data.</param>
    /// <param name="selected">Row to select and to scroll to; -1 for a table that does not scroll and sums up what does not fit.</param>
    /// <param name="state">Order and columns.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, int selected, TableState state, Theme theme)
    {
        var upcalls = snapshot.Upcalls;
        var rows = new HandlerRows(upcalls.Handlers);
        int count = rows.Count;
        var order = Table.Order(rows, state);
        var layout = Table.Fit(rect.Width, state);
        Table.Header(frame, rect.X, rect.Y, layout, theme, state);
        var window = Window.Of(count, rect.Height - 1 - Sums(snapshot), selected);
        int y = Table.Rows(frame, rect with { Y = rect.Y + 1 }, layout, theme, rows, order, window.First, window.End, selected);
        if (window.End - window.First < count)
        {
            var rest = default(HandlerLine);
            for (int i = 0; i < count; i++)
            {
                if (i < window.First || i >= window.End)
                {
                    rest.Add(upcalls.Handlers[order[i]]);
                }
            }

            Table.Row(frame, rect.X, y++, layout, theme, rest, theme[Role.Dim]);
        }

        if (HasOther(upcalls))
        {
            Table.Row(frame, rect.X, y++, layout, theme, HandlerLine.Of(upcalls.Other), theme[Role.Dim]);
        }

        Table.Row(frame, rect.X, y++, layout, theme, HandlerLine.Of(upcalls.Total), theme[Role.Total]);
        if (snapshot.Unfiltered is { } all)
        {
            Table.Row(frame, rect.X, y, layout, theme, HandlerLine.Of(all.Upcalls.Total) with { Name = "all" }, theme[Role.Dim]);
        }
    }

    /// <summary>Handlers in the order of the screen.</summary>
    public static ITableView View(UpcallsSnapshot upcalls, TableState state) => new TableView<HandlerLine, HandlerRows>(Table, new HandlerRows(upcalls.Handlers), state);

    /// <summary>The handler in a row of the table, or null.</summary>
    public static HandlerRow? At(UpcallsSnapshot upcalls, TableState state, int row) =>
        Table.TryAt(new HandlerRows(upcalls.Handlers), state, Math.Min(row, upcalls.Handlers.Count - 1), out int index) ? upcalls.Handlers[index] : null;

    /// <summary>Everything about a handler, over the view.</summary>
    public static void Details(Frame frame, Rect area, HandlerRow row, Theme theme) => Table.Details(frame, area, " Handler ", HandlerLine.Of(row), theme);

    private static int Sums(Snapshot snapshot) => 1 + (HasOther(snapshot.Upcalls) ? 1 : 0) + (snapshot.Unfiltered is null ? 0 : 1);

    private static bool HasOther(UpcallsSnapshot upcalls) =>
        upcalls.Other is var o && (o.Upcalls | (ulong)(o.Lost?.Total ?? 0) | o.Puts | o.Executes | o.UpcallsWithoutPut) != 0;

    private static void Name(Frame frame, Rect cell, in HandlerLine row, Style style)
    {
        if (row.Name is null)
        {
            frame.Write(cell.X, cell.Y, style, $"{row.More} more");
            return;
        }

        frame.WriteFit(cell.X, cell.Y, cell.Width, style, row.Name);
    }

    private static void Tid(Frame frame, Rect cell, in HandlerLine row, Theme theme)
    {
        if (row.Tid != 0)
        {
            frame.Write(cell.X, cell.Y, theme[Role.Dim], $"{row.Tid,7}");
        }
    }
}
