using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Everything about one stage: numbers of three windows at the left, its histogram at the right; below, where there is room, its heat map and its p99 history.</summary>
internal static class StageBlock
{
    /// <summary>Rule, header, three windows.</summary>
    public const int MinHeight = 5;

    private const int MinHistogramWidth = 24;
    private const int NarrowTo = 66;
    private const int RoomForBoth = 13;
    private const int MaxHistogramWidth = 120;

    private static readonly Table<Line> Table = new(
        new("", 12, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Name(f, c, r, s)),
        new("count", Numbers.Width, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Summary.Count)), Rank: 1),
        Number("min", 3, m => m.MinUs),
        Number("p50", 0, m => m.P50Us),
        Number("p90", 4, m => m.P90Us),
        Number("p99", 0, m => m.P99Us),
        Number("max", 0, m => m.MaxUs),
        Number("mean", 2, m => m.MeanUs));

    /// <summary>Draws the block; <paramref name="rect"/> is at least <see cref="MinHeight"/> high. Returns the column where more may be written on its first row.</summary>
    public static int Draw(Frame frame, Rect rect, StageRow stage, double intervalSeconds, bool selected, Theme theme)
    {
        int x = Rule.Draw(frame, rect, 0, stage.Name, theme);
        x = frame.Write(x, rect.Y, theme[Role.Dim], stage.Meaning);
        x = frame.Put(x, rect.Y, ' ', theme[Role.Dim]);
        if (selected)
        {
            frame.Restyle(rect with { Height = 1 }, theme[Role.Selected]);
        }

        rect.Top(1, out var body);
        body = body.Inset(1, 0);
        const int AllColumns = 12 + Numbers.Width + 6 * Numbers.DurationWidth + 7 * Table<Line>.Gap;
        int left = body.Width < NarrowTo ? body.Width : Math.Min(AllColumns, body.Width - MinHistogramWidth - 2);
        var numbers = body.Left(left, out var histogram);
        var layout = Table.Fit(numbers.Width);
        Table.Header(frame, numbers.X, numbers.Y, layout, theme);
        Table.Row(frame, numbers.X, numbers.Y + 1, layout, theme, new Line(stage.Interval, null, intervalSeconds), theme[Role.Text]);
        Table.Row(frame, numbers.X, numbers.Y + 2, layout, theme, new Line(stage.Minute, "last minute", 0), theme[Role.Accent]);
        Table.Row(frame, numbers.X, numbers.Y + 3, layout, theme, new Line(stage.Total, "since start", 0), theme[Role.Text]);
        numbers.Top(MinHeight, out var below);
        bool both = below.Height >= RoomForBoth;
        if (below.Height >= HeatMap.MinHeight && stage.OctaveHistory.Count > 0)
        {
            HeatMap.Draw(frame, both ? below.Top(below.Height / 2, out below) : below, stage.OctaveHistory, theme);
            below = both ? below : below with { Height = 0 };
        }

        HistoryChart.Draw(frame, below with { Height = Math.Min(below.Height, 16) }, "p99", stage.P99History, Numbers.DurationUs, intervalSeconds, theme);
        if (histogram.Width < MinHistogramWidth)
        {
            return x;
        }

        histogram = histogram with { X = histogram.X + 3, Width = Math.Min(histogram.Width - 3, MaxHistogramWidth), Height = Math.Min(histogram.Height, 20) };
        Histogram.Draw(frame, histogram, stage.MinuteOctaves, stage.Minute.IsEmpty ? double.PositiveInfinity : stage.Minute.P99Us, theme);
        return x;
    }

    private static Column<Line> Number(string title, int rank, Func<LatencySummary, double> value) =>
        new(title, Numbers.DurationWidth, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Summary, value(r.Summary))), rank);

    private static void Name(Frame frame, Rect cell, in Line row, Style style)
    {
        if (row.Name is null)
        {
            frame.Write(cell.X, cell.Y, style, $"last {Numbers.Ago(row.Seconds)}");
            return;
        }

        frame.Write(cell.X, cell.Y, style, row.Name);
    }

    private readonly record struct Line(LatencySummary Summary, string? Name, double Seconds);
}
