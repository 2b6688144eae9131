using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Every probe that has hit, with its exact count: what all other numbers are made of.</summary>
internal static class ProbeCounts
{
    /// <summary>Columns of the table.</summary>
    public const int Width = 30 + Table<ProbeCount>.Gap + Numbers.Width + Table<ProbeCount>.Gap + Numbers.ExactWidth;

    private static readonly Table<ProbeCount> Table = new(
        new("probe", 30, Align.Left, (Frame f, Rect c, in ProbeCount r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Probe.EventName)),
        new("/s", Numbers.Width, Align.Right, (Frame f, Rect c, in ProbeCount r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.PerSecond))),
        new("total", Numbers.ExactWidth, Align.Right, (Frame f, Rect c, in ProbeCount r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Exact(r.Total))));

    /// <summary>Draws the header and the probes that fit, in the order of the table of probes.</summary>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<ProbeCount> counts, Theme theme)
    {
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        var window = Window.Of(counts.Count, rect.Height - 1, selected: -1);
        int y = rect.Y + 1;
        for (int i = window.First; i < window.End; i++)
        {
            Table.Row(frame, rect.X, y++, layout, theme, counts[i], theme[Role.Text]);
        }

        if (window.End < counts.Count)
        {
            frame.Write(rect.X, y, theme[Role.Dim], $"{counts.Count - window.End} more");
        }
    }
}
