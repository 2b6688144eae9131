using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Revalidator threads.</summary>
internal static class RevalidatorTable
{
    private static readonly Table<RevalidatorRow> Table = new(
        new("thread", 15, Align.Left, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Name)),
        new("tid", 7, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => f.WriteRight(c.Right, c.Y, t[Role.Dim], r.Tid), Rank: 1),
        new("verdicts/s", 10, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.ResultsPerSecond))),
        new("deletes/s", 9, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Rate(r.DeletesPerSecond))),
        new("retrans/s", 9, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) =>
            Cells.Write(f, c, s, Numbers.Rate(r.RetranslationsPerSecond)), Rank: 2),
        new("verdicts", 8, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Results)), Rank: 4),
        new("deletes", 7, Align.Right, (Frame f, Rect c, in RevalidatorRow r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Deletes)), Rank: 3));

    /// <summary>Draws the header and the threads that fit, scrolled to the selected one.</summary>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<RevalidatorRow> threads, int selected, Theme theme)
    {
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        selected = Math.Min(selected, threads.Count - 1);
        var window = Window.Of(threads.Count, rect.Height - 1, selected);
        int y = rect.Y + 1;
        for (int i = window.First; i < window.End; i++, y++)
        {
            Table.Row(frame, rect.X, y, layout, theme, threads[i], theme[Role.Text]);
            if (i == selected)
            {
                frame.Restyle(rect with { Y = y, Height = 1 }, theme[Role.Selected]);
            }
        }

        if (window.End - window.First < threads.Count)
        {
            frame.Write(rect.X, y, theme[Role.Dim], $"{threads.Count - window.End + window.First} more");
        }
    }
}
