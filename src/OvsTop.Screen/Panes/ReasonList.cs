using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>How often something happened for which reason, the commonest of the interval first; reasons without room are summed up in one line.</summary>
internal sealed class ReasonList(string title)
{
    private readonly Table<ReasonLine> _table = new(
        new(title, 15, Align.Left, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) => Name(f, c, r, s)),
        new("/s", 5, Align.Right, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) => Cells.Write(f, c, s, r.IsKnown ? Numbers.Rate(r.PerSecond) : Numbers.None)) { By = r => r.PerSecond },
        new("share", 5, Align.Right, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.AllPerSecond > 0 && r.IsKnown ? Numbers.Percent(r.PerSecond / r.AllPerSecond) : Numbers.None), Rank: 1),
        new("", 6, Align.Left, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) =>
            Bar.Draw(f, c.X, c.Y, c.Width, r.AllPerSecond > 0 && !r.IsTotal ? r.PerSecond / r.AllPerSecond : 0, t[Role.Bar]), Rank: 2, Grow: 1, MaxWidth: 24),
        new("total", 5, Align.Right, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) => Cells.Write(f, c, s, r.IsKnown ? Numbers.Count(r.Total) : Numbers.None)),
        new("history", 8, Align.Left, (Frame f, Rect c, in ReasonLine r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 3, Grow: 2, MaxWidth: Series.Length))
    {
        SortedBy = "/s",
    };

    /// <summary>Draws the table.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">At least three rows.</param>
    /// <param name="reasons">The reasons.</param>
    /// <param name="last">How many of them, at the end, stay last: their name says that the reason is not known.</param>
    /// <param name="total">The sum.</param>
    /// <param name="theme">Colours.</param>
    public void Draw(Frame frame, Rect rect, IReadOnlyList<ReasonRow> reasons, int last, in ReasonLine total, Theme theme)
    {
        if (rect.Height < 2 + last)
        {
            return;
        }

        int count = Math.Max(0, reasons.Count - last);
        double all = Math.Max(total.PerSecond, Sum(reasons));
        var rows = new ReasonRows(reasons, count, all);
        var order = _table.Order(rows, TableState.Default);
        var layout = _table.Fit(rect.Width);
        _table.Header(frame, rect.X, rect.Y, layout, theme);
        var window = Window.Of(count, rect.Height - 2 - last, selected: -1);
        int y = _table.Rows(frame, rect with { Y = rect.Y + 1 }, layout, theme, rows, order, 0, window.End, selected: -1);
        if (window.End < count)
        {
            var rest = new ReasonLine(null, count - window.End, 0, all, 0, null, false);
            foreach (int i in order[window.End..])
            {
                rest = rest with { PerSecond = rest.PerSecond + reasons[i].PerSecond, Total = rest.Total + reasons[i].Total };
            }

            _table.Row(frame, rect.X, y++, layout, theme, rest, theme[Role.Dim]);
        }

        for (int i = count; i < reasons.Count; i++)
        {
            _table.Row(frame, rect.X, y++, layout, theme, ReasonLine.Of(reasons[i], all), theme[reasons[i].PerSecond > 0 ? Role.Warn : Role.Dim]);
        }

        _table.Row(frame, rect.X, y, layout, theme, total, theme[Role.Total]);
    }

    // Sampled, the total and its reasons are of different moments: shares are of the larger, so that none is more than all.
    private static double Sum(IReadOnlyList<ReasonRow> reasons)
    {
        double sum = 0;
        for (int i = 0; i < reasons.Count; i++)
        {
            sum += reasons[i].IsKnown ? reasons[i].PerSecond : 0;
        }

        return sum;
    }

    private static void Name(Frame frame, Rect cell, in ReasonLine row, Style style)
    {
        if (row.Name is null)
        {
            frame.Write(cell.X, cell.Y, style, $"{row.More} more");
            return;
        }

        frame.WriteFit(cell.X, cell.Y, cell.Width, style, row.Name);
    }
}
