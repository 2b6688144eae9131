using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Packets, a line each, the newest first; or the paths they took, the most frequent first.</summary>
internal static class TraceTable
{
    private static readonly Table<Line> Packets = new(
        new("#", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Number(f, c, r, s, t)),
        new("time", 12, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Time(f, c, r, s), Rank: 6),
        new("in", 6, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.View.InPort), Rank: 2, Grow: 1, MaxWidth: 15),
        new("packet", 30, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Row.Packet.Summary), Grow: 10, MaxWidth: 90),
        new("rounds", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => f.Write(c.X, c.Y, s, $"{r.Row.Packet.Rounds.Count,6}"), Rank: 5),
        new("link", 5, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.View.Links), Rank: 3),
        new("verdict", 12, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Verdict(f, c, r, t), Rank: 1, Grow: 1, MaxWidth: 28),
        new("upcall", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.DurationUs(r.Row.MeanUs)), Rank: 4));

    private static readonly Table<Line> Paths = new(
        new("packets", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => f.Write(c.X, c.Y, s, $"{r.Row.Count,7}")),
        new("rounds", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => f.Write(c.X, c.Y, s, $"{r.Row.Packet.Rounds.Count,6}")),
        new("verdict", 12, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => Verdict(f, c, r, t), Grow: 1, MaxWidth: 28),
        new("mean", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.DurationUs(r.Row.MeanUs))),
        new("max", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.DurationUs(r.Row.MaxUs)), Rank: 1),
        new("in", 6, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.View.InPort), Rank: 2),
        new("the newest of them", 20, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Row.Packet.Summary), Grow: 4));

    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, UiState state, Theme theme)
    {
        var rows = TraceList.Of(snapshot, state).Rows;
        var table = state.Traces is { Grouped: true, Path: null } ? Paths : Packets;
        var layout = table.Fit(rect.Width);
        table.Header(frame, rect.X, rect.Y, layout, theme);
        int selected = Math.Min(state.Selected, rows.Count - 1);
        var window = Window.Of(rows.Count, rect.Height - 1, selected);
        int y = rect.Y + 1;
        for (int i = window.First; i < window.End; i++, y++)
        {
            var row = rows[i];
            bool marked = row.Count == 0 && state.Traces.Marked?.Number == row.Packet.Number;
            table.Row(frame, rect.X, y, layout, theme, new Line(row, TraceView.Of(row.Packet, snapshot.Traces), marked, snapshot), theme[Role.Text]);
            if (i == selected)
            {
                frame.Restyle(rect with { Y = y, Height = 1 }, theme[Role.Selected]);
            }
        }

        if (window.End - window.First < rows.Count && y < rect.Bottom)
        {
            frame.Write(rect.X, y, theme[Role.Dim], $"{rows.Count - window.End + window.First,7} more");
        }
    }

    private static void Number(Frame frame, Rect cell, in Line row, Style style, Theme theme)
    {
        frame.Write(cell.X, cell.Y, style, $"{row.Row.Packet.Number,7}");
        if (row.IsMarked)
        {
            frame.Put(cell.Right, cell.Y, '●', theme[Role.Accent]);
        }
    }

    private static void Time(Frame frame, Rect cell, in Line row, Style style)
    {
        var snapshot = row.Snapshot;
        ulong timeNs = row.Row.Packet.TimeNs;
        if (snapshot.Source.Epoch is { } epoch)
        {
            frame.Write(cell.X, cell.Y, style, $"{epoch.AddTicks((long)(timeNs / 100)):HH:mm:ss.fff}");
        }
        else
        {
            ulong ms = (timeNs - Math.Min(snapshot.StartNs, timeNs)) / 1_000_000;
            frame.Write(cell.X, cell.Y, style, $"+{ms / 3_600_000:00}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00}.{ms / 100 % 10}");
        }
    }

    private static void Verdict(Frame frame, Rect cell, in Line row, Theme theme) =>
        frame.WriteFit(cell.X, cell.Y, cell.Width, theme[row.Row.Packet.Verdict == Analysis.Traces.Verdict.Drop ? Role.Warn : Role.Text], row.View.Verdict);

    private readonly record struct Line(TraceRow Row, TraceView View, bool IsMarked, Snapshot Snapshot);
}
