using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>Packets, a line each, the newest first.</summary>
internal static class TraceTable
{
    private static readonly Table<Line> Table = new(
        new("#", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => f.Write(c.X, c.Y, s, $"{r.Packet.Number,6}")),
        new("in", 6, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.View.InPort), Grow: 1, MaxWidth: 15),
        new("packet", 30, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Packet.Summary), Grow: 6, MaxWidth: 90),
        new("rounds", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => f.Write(c.X, c.Y, s, $"{r.Packet.Rounds.Count,6}"), Rank: 3),
        new("link", 5, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.View.Links), Rank: 2),
        new("verdict", 12, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            f.WriteFit(c.X, c.Y, c.Width, t[r.Packet.Verdict == Verdict.Drop ? Role.Warn : Role.Text], r.View.Verdict), Grow: 1, MaxWidth: 24),
        new("upcall", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.DurationUs(r.Packet.UpcallUs)), Rank: 1));

    public static void Draw(Frame frame, Rect rect, Snapshot snapshot, int selected, Theme theme)
    {
        var packets = snapshot.Traces.Packets;
        var layout = Table.Fit(rect.Width);
        Table.Header(frame, rect.X, rect.Y, layout, theme);
        var window = Window.Of(packets.Count, rect.Height - 1, selected);
        int y = rect.Y + 1;
        for (int i = window.First; i < window.End; i++, y++)
        {
            Table.Row(frame, rect.X, y, layout, theme, new Line(packets[i], TraceView.Of(packets[i], snapshot.Traces)), theme[Role.Text]);
            if (i == selected)
            {
                frame.Restyle(rect with { Y = y, Height = 1 }, theme[Role.Selected]);
            }
        }
    }

    private readonly record struct Line(TracePacket Packet, TraceView View);
}
