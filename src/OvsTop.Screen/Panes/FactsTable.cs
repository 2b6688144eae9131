using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Instead of upcalls by handler: what the datapaths and their forwarding threads say (unixctl), and the handlers there are.</summary>
internal static class FactsTable
{
    private static readonly Table<DatapathRow> Datapaths = new(
        new("datapath · unixctl", 18, Align.Left, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Name), Grow: 1, MaxWidth: 28),
        new("hits/s", 6, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Rate(f, c, s, r.HitsPerSecond)),
        new("misses/s", 8, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Rate(f, c, s, r.MissesPerSecond)),
        new("lost/s", 6, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Rate(f, c, r.LostPerSecond > 0 ? t[Role.Crit] : s, r.LostPerSecond)),
        new("misses", 9, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Count(f, c, s, r.Misses), Rank: 2),
        new("lost", 9, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Count(f, c, s, r.Lost), Rank: 3),
        new("masks", 6, Align.Right, (Frame f, Rect c, in DatapathRow r, Style s, Theme t) => Count(f, c, s, r.Masks), Rank: 4));

    private static readonly Table<PmdRow> Pmds = new(
        new("thread · unixctl", 18, Align.Left, (Frame f, Rect c, in PmdRow r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Name), Grow: 1, MaxWidth: 28),
        new("pkts/s", 6, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) => Rate(f, c, s, r.PacketsPerSecond)),
        new("upcalls/s", 9, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) => Rate(f, c, s, r.UpcallsPerSecond)),
        new("lost/s", 6, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) => Rate(f, c, r.LostPerSecond > 0 ? t[Role.Crit] : s, r.LostPerSecond)),
        new("mean", 6, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.UsPerUpcall is { } us ? Numbers.DurationUs(us) : Numbers.None), Rank: 1),
        new("upcalls", 9, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) => Count(f, c, s, r.Upcalls), Rank: 2),
        new("busy", 5, Align.Right, (Frame f, Rect c, in PmdRow r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.BusyPercent is { } busy ? Numbers.Percent(busy / 100) : Numbers.None), Rank: 3));

    /// <summary>Rows that show everything.</summary>
    public static int Height(FactsSnapshot facts) => 3 + facts.Datapaths.Count + (facts.Pmds.Count > 0 ? 1 + facts.Pmds.Count : 0);

    /// <summary>Draws the sentence, the tables and the line of handlers, as far as there is room.</summary>
    public static void Draw(Frame frame, Rect rect, FactsSnapshot facts, string why, Theme theme)
    {
        frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], why);
        rect.Top(1, out rect);
        if (facts.Datapaths.Count == 0)
        {
            frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], facts.Trouble ?? "unixctl: no answer yet");
        }
        else
        {
            rect = Rows(frame, rect, Datapaths, facts.Datapaths, theme);
        }

        if (facts.Pmds.Count > 0)
        {
            rect = Rows(frame, rect, Pmds, facts.Pmds, theme);
        }

        if (rect.Height > 0)
        {
            var handlers = facts.Latest.Threads.Where(thread => thread.Name.StartsWith("handler", StringComparison.Ordinal)).ToList();
            string names = handlers.Count == 0 ? "no handler threads" : $"{handlers.Count} handler threads: {string.Join(' ', handlers.Select(handler => handler.Name))}";
            frame.WriteFit(rect.X, rect.Y, rect.Width, theme[Role.Dim], facts.Datapaths.Count > 0 && facts.Trouble is { } trouble ? trouble : names);
        }
    }

    private static Rect Rows<TRow>(Frame frame, Rect rect, Table<TRow> table, IReadOnlyList<TRow> rows, Theme theme)
    {
        if (rect.Height < 2)
        {
            return rect;
        }

        var layout = table.Fit(rect.Width);
        table.Header(frame, rect.X, rect.Y, layout, theme);
        rect.Top(1, out rect);
        for (int i = 0; i < rows.Count && rect.Height > 0; i++)
        {
            table.Row(frame, rect.X, rect.Y, layout, theme, rows[i], theme[Role.Text]);
            rect.Top(1, out rect);
        }

        return rect;
    }

    private static void Rate(Frame frame, Rect cell, Style style, double? value) => Cells.Write(frame, cell, style, value is { } known ? Numbers.Rate(known) : Numbers.None);

    private static void Count(Frame frame, Rect cell, Style style, ulong? value) => Cells.Write(frame, cell, style, value is { } known ? Numbers.Exact(known) : Numbers.None);
}
