using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Why flows were deleted, the commonest of the interval first; <c>unexplained</c> and the total last, so that it adds up.</summary>
internal static class ReasonTable
{
    private static readonly Table<Line> Table = new(
        new("deleted for", 15, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Name(f, c, r, s)),
        new("/s", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, r.IsKnown ? Numbers.Rate(r.PerSecond) : Numbers.None)),
        new("share", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.AllPerSecond > 0 && r.IsKnown ? Numbers.Percent(r.PerSecond / r.AllPerSecond) : Numbers.None), Rank: 1),
        new("", 6, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Bar.Draw(f, c.X, c.Y, c.Width, r.AllPerSecond > 0 && !r.IsTotal ? r.PerSecond / r.AllPerSecond : 0, t[Role.Bar]), Rank: 2, Grow: 1, MaxWidth: 24),
        new("total", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, r.IsKnown ? Numbers.Count(r.Total) : Numbers.None)),
        new("history", 8, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 3, Grow: 2, MaxWidth: Series.Length));

    /// <summary>Rows that show everything: header, reasons, total.</summary>
    public static int Height(RevalidatorSnapshot revalidator) => 2 + revalidator.Reasons.Count;

    /// <summary>Draws the table; reasons without room are summed up in one line.</summary>
    public static void Draw(Frame frame, Rect rect, RevalidatorSnapshot revalidator, Theme theme)
    {
        // The last reason is "unexplained" and stays last.
        int count = Math.Max(0, revalidator.Reasons.Count - 1);
        Span<double> rates = count <= 64 ? stackalloc double[count] : new double[count];
        Span<int> order = count <= 64 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++)
        {
            rates[i] = revalidator.Reasons[i].PerSecond;
        }

        Descending.Fill(order, rates);
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        int y = rect.Y + 1;
        double all = revalidator.DeletesPerSecond;
        var window = Window.Of(count, rect.Height - 3, selected: -1);
        for (int i = 0; i < window.End; i++)
        {
            Table.Row(frame, rect.X, y++, layout, theme, Line.Of(revalidator.Reasons[order[i]], all), theme[Role.Text]);
        }

        if (window.End < count)
        {
            var rest = new Line(null, count - window.End, 0, all, 0, null, false);
            for (int i = window.End; i < count; i++)
            {
                rest = rest with { PerSecond = rest.PerSecond + rates[order[i]], Total = rest.Total + revalidator.Reasons[order[i]].Total };
            }

            Table.Row(frame, rect.X, y++, layout, theme, rest, theme[Role.Dim]);
        }

        if (count < revalidator.Reasons.Count)
        {
            var last = revalidator.Reasons[count];
            Table.Row(frame, rect.X, y++, layout, theme, Line.Of(last, all), theme[last.PerSecond > 0 ? Role.Warn : Role.Dim]);
        }

        Table.Row(frame, rect.X, y, layout, theme, new Line("total", 0, all, all, revalidator.Deletes, null, true), theme[Role.Total]);
    }

    private static void Name(Frame frame, Rect cell, in Line row, Style style)
    {
        if (row.Name is null)
        {
            frame.Write(cell.X, cell.Y, style, $"{row.More} more");
            return;
        }

        frame.WriteFit(cell.X, cell.Y, cell.Width, style, row.Name);
    }

    private readonly record struct Line(string? Name, int More, double PerSecond, double AllPerSecond, ulong Total, Series? History, bool IsTotal, bool IsKnown = true)
    {
        public static Line Of(ReasonRow row, double all) => new(row.Name, 0, row.PerSecond, all, row.Total, row.History, false, row.IsKnown);
    }
}
