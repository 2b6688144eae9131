using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Stages of the last minute, a line each.</summary>
internal static class StageTable
{
    private static readonly Table<StageRow> Table = new(
        new("last minute", 17, Align.Left, (Frame f, Rect c, in StageRow r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Name)),
        Number("p50", 2, m => m.P50Us),
        Number("p90", 6, m => m.P90Us),
        Number("p99", 1, m => m.P99Us),
        Number("max", 3, m => m.MaxUs),
        new("p99 history", 11, Align.Left, (Frame f, Rect c, in StageRow r, Style s, Theme t) =>
            Chart.Sparkline(f, c.X, c.Y, c.Width, r.P99History.Values, t[Role.Spark]), Rank: 5, Grow: 1, MaxWidth: Series.Length));

    /// <summary>Draws the header and as many stages as fit.</summary>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<StageRow> stages, Theme theme)
    {
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        for (int i = 0; i < stages.Count && i + 1 < rect.Height; i++)
        {
            Row(frame, rect with { Y = rect.Y + 1 + i }, stages[i], theme);
        }
    }

    /// <summary>Draws one stage.</summary>
    public static void Row(Frame frame, Rect rect, StageRow stage, Theme theme) =>
        Table.Row(frame, rect.X, rect.Y, Table.Fit(rect.Width), theme, stage, theme[Role.Text]);

    private static Column<StageRow> Number(string title, int rank, Func<LatencySummary, double> value) =>
        new(title, Numbers.DurationWidth, Align.Right, (Frame f, Rect c, in StageRow r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.DurationUs(r.Minute, value(r.Minute))), rank);
}
