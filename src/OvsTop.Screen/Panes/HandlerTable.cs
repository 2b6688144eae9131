using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Handlers, busiest first. Lines for those without room, for what belongs to no handler, and for all make it add up.</summary>
internal static class HandlerTable
{
    private const string SortedBy = "/s";

    private static readonly Table<HandlerLine> Table = new(
        new("handler", 11, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Name(f, c, r, s), Grow: 1, MaxWidth: 15),
        new("tid", 7, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Tid(f, c, r, t), Rank: 11),
        new(SortedBy, 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Upcalls))),
        new("share", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Percent(r.Share))),
        new("", 6, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Bar.Draw(f, c.X, c.Y, c.Width, r.Share, t[Role.Bar]),
            Rank: 5, Grow: 1, MaxWidth: 30),
        new("lost/s", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, r.Lost > 0 ? t[Role.Loss] : s, double.IsNaN(r.Lost) ? Numbers.None : Numbers.Rate(r.Lost)), Rank: 5),
        new("errno", 8, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, t[Role.Loss], r.Errno ?? ""), Rank: 9),
        new("batch", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.Batch > 0 ? Numbers.Rate(r.Batch) : Numbers.None), Rank: 4),
        new("max", 4, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.BatchMax)), Rank: 12),
        new("p50", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Translate, r.Translate.P50Us)), Rank: 5),
        new("p99", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Translate, r.Translate.P99Us)), Rank: 3),
        new("puts", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Puts)), Rank: 7),
        new("execs", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Executes)), Rank: 8),
        new("miss", 5, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Misses)), Rank: 13),
        new("action", 6, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.Actions)), Rank: 14),
        new("total", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.Total)), Rank: 10),
        new("all puts", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.AllPuts)), Rank: 15),
        new("all execs", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.AllExecutes)), Rank: 16),
        new("no put", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.WithoutPut)), Rank: 17),
        new("history", 12, Align.Left, (Frame f, Rect c, in HandlerLine r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 9, Grow: 3, MaxWidth: Series.Length));

    /// <summary>Rows that show everything: header, handlers, other, total, under a filter all.</summary>
    public static int Height(Snapshot snapshot) => 1 + snapshot.Upcalls.Handlers.Count + Sums(snapshot);

    /// <summary>Draws the table.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">At least four rows.</param>
    /// <param name="snapshot">The data.</param>
    /// <param name="selected">Row to select and to scroll to; -1 for a table that does not scroll and sums up what does not fit.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, int selected, Theme theme)
    {
        var upcalls = snapshot.Upcalls;
        int count = upcalls.Handlers.Count;
        Span<double> rates = count <= 256 ? stackalloc double[count] : new double[count];
        Span<int> order = count <= 256 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++)
        {
            rates[i] = upcalls.Handlers[i].UpcallsPerSecond;
        }

        Descending.Fill(order, rates);
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme, SortedBy);
        int y = rect.Y + 1;
        int room = rect.Height - 1 - Sums(snapshot);
        var window = Window.Of(count, room, selected);
        for (int i = window.First; i < window.End; i++)
        {
            var line = HandlerLine.Of(upcalls.Handlers[order[i]]);
            Table.Row(frame, rect.X, y++, layout, theme, line, theme[Role.Text]);
            if (i == selected)
            {
                frame.Restyle(rect with { Y = y - 1, Height = 1 }, theme[Role.Selected]);
            }
        }

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

    /// <summary>The handler in a row of the table, or null.</summary>
    public static HandlerRow? At(UpcallsSnapshot upcalls, int row)
    {
        int count = upcalls.Handlers.Count;
        for (int i = 0; i < count; i++)
        {
            int before = 0;
            for (int j = 0; j < count; j++)
            {
                double difference = upcalls.Handlers[j].UpcallsPerSecond - upcalls.Handlers[i].UpcallsPerSecond;
                before += difference > 0 || (difference == 0 && j < i) ? 1 : 0;
            }

            if (before == Math.Min(row, count - 1))
            {
                return upcalls.Handlers[i];
            }
        }

        return null;
    }

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
