using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Why flows that were put again had been deleted, the commonest of the interval first; the total last, so that it adds up.</summary>
internal static class ChurnTable
{
    private static readonly Table<Line> Table = new(
        new("put again after", 15, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Name(f, c, r, s)),
        new("/s", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.PerSecond))),
        new("share", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.AllPerSecond > 0 ? Numbers.Percent(r.PerSecond / r.AllPerSecond) : Numbers.None), Rank: 1),
        new("", 6, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Bar.Draw(f, c.X, c.Y, c.Width, r.AllPerSecond > 0 && !r.IsTotal ? r.PerSecond / r.AllPerSecond : 0, t[Role.Bar]), Rank: 2, Grow: 1, MaxWidth: 24),
        new("total", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Total))),
        new("history", 8, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, (r.History ?? Series.Empty).Values, t[Role.Spark]), Rank: 3, Grow: 2, MaxWidth: Series.Length));

    /// <summary>Rows that show everything: header, reasons, total.</summary>
    public static int Height(FlowsSnapshot flows) => 2 + flows.ChurnReasons.Count;

    /// <summary>Draws the table; reasons without room are summed up in one line.</summary>
    public static void Draw(Frame frame, Rect rect, FlowsSnapshot flows, Theme theme)
    {
        var reasons = flows.ChurnReasons;
        int count = reasons.Count;
        Span<double> rates = count <= 64 ? stackalloc double[count] : new double[count];
        Span<int> order = count <= 64 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++)
        {
            rates[i] = reasons[i].PerSecond;
        }

        Descending.Fill(order, rates);
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        int y = rect.Y + 1;
        double all = flows.ChurnPerSecond;
        var window = Window.Of(count, rect.Height - 2, selected: -1);
        var rest = new Line(null, count - window.End, 0, all, 0, null, false);
        for (int i = 0; i < count; i++)
        {
            var reason = reasons[order[i]];
            if (i < window.End)
            {
                Table.Row(frame, rect.X, y++, layout, theme, new Line(reason.Name, 0, reason.PerSecond, all, reason.Total, reason.History, false), theme[Role.Text]);
            }
            else
            {
                rest = rest with { PerSecond = rest.PerSecond + reason.PerSecond, Total = rest.Total + reason.Total };
            }
        }

        if (rest.More > 0)
        {
            Table.Row(frame, rect.X, y++, layout, theme, rest, theme[Role.Dim]);
        }

        Table.Row(frame, rect.X, y, layout, theme, new Line("total", 0, all, all, flows.Churn, null, true), theme[Role.Total]);
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

    private readonly record struct Line(string? Name, int More, double PerSecond, double AllPerSecond, ulong Total, Series? History, bool IsTotal);
}
