using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>The life of the selected flow, over everything else: its key in full, its latest generations from put to delete.</summary>
internal static class FlowPopup
{
    private const int MaxWidth = 110;
    private const int MaxKeyLines = 8;

    private static readonly Table<Line> Table = new(
        new("life", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Life.Generation))),
        new("put", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Ago(f, c, r.NowNs, r.Life.PutNs, s)),
        new("keeps", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Life.Keeps.Count))),
        new("last", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Ago(f, c, r.NowNs, r.Life.Keeps.LastNs, s), Rank: 3),
        new("modif", 5, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Cells.Write(f, c, s, Numbers.Count(r.Life.Modifies.Count)), Rank: 2),
        new("packets", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.Life.Packets is { } packets ? Numbers.Count(packets) : Numbers.None), Rank: 1),
        new("deleted", 7, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) => Ago(f, c, r.NowNs, r.Life.DeletedNs, s)),
        new("lived", 6, Align.Right, (Frame f, Rect c, in Line r, Style s, Theme t) =>
            Cells.Write(f, c, s, r.Life.AgeNs is { } age ? Numbers.DurationUs(age / 1e3) : Numbers.None)),
        new("for", 14, Align.Left, (Frame f, Rect c, in Line r, Style s, Theme t) => f.WriteFit(c.X, c.Y, c.Width, s, r.Life.Reason ?? "lives")));

    /// <summary>Draws the pop-up.</summary>
    public static void Draw(Frame frame, Rect area, Snapshot snapshot, UiState state, Theme theme)
    {
        var found = FlowTable.At(snapshot, state.Table, Math.Min(state.Selected, snapshot.Flows.Lives.Top.Count - 1));
        var flow = state.SelectedId is null || found?.Id == state.SelectedId ? found : null;
        int width = Math.Min(MaxWidth, area.Width - 6);
        if (flow is null)
        {
            var gone = Popup.Draw(frame, area, width, 1, " Flow ", theme);
            frame.WriteFit(gone.X, gone.Y, gone.Width, theme[Role.Warn], "this flow is no longer among those shown; Esc goes back");
            return;
        }

        int keyLines = Math.Min(MaxKeyLines, Lines(flow.Key, width));
        int height = 1 + keyLines + 2 + 1 + flow.Lives.Count + 2;
        var inside = Popup.Draw(frame, area, width, height, " Flow ", theme);
        frame.WriteFit(inside.X, inside.Y, inside.Width, theme[Role.Accent], flow.Id);
        Wrap(frame, inside with { Y = inside.Y + 1, Height = keyLines }, flow.Key, theme[Role.Text]);
        int y = inside.Y + 1 + keyLines;
        int x = frame.Write(inside.X, y, theme[Role.Text], $"put again {Numbers.Count(flow.Reinstalls)}  deleted {Numbers.Count(flow.Deletes)}");
        frame.Write(x, y, theme[Role.Dim], $"  kept {Numbers.Count(flow.Keeps)}  modified {Numbers.Count(flow.Modifies)}");
        y += 2;
        var layout = Table.Fit(inside.Width);
        Table.Header(frame, inside.X, y++, layout, theme);
        for (int i = 0; i < flow.Lives.Count; i++)
        {
            Table.Row(frame, inside.X, y++, layout, theme, new Line(flow.Lives[i], snapshot.TimeNs), theme[flow.Lives[i].DeletedNs == 0 ? Role.Ok : Role.Text]);
        }

        frame.WriteFit(inside.X, y + 1, inside.Width, theme[Role.Dim], "put, last keep and deleted: time ago · f filters to this flow · Esc");
    }

    private static void Ago(Frame frame, Rect cell, ulong nowNs, ulong timeNs, Style style) =>
        Cells.Write(frame, cell, style, timeNs == 0 || nowNs < timeNs ? Numbers.None : Numbers.DurationUs((nowNs - timeNs) / 1e3));

    /// <summary>Lines that the key takes, cut behind fields.</summary>
    private static int Lines(ReadOnlySpan<char> key, int width)
    {
        int lines = 0;
        while (!key.IsEmpty)
        {
            key = key[Cut(key, width)..];
            lines++;
        }

        return lines;
    }

    private static void Wrap(Frame frame, Rect rect, ReadOnlySpan<char> key, Style style)
    {
        for (int y = rect.Y; y < rect.Bottom; y++)
        {
            bool last = y == rect.Bottom - 1;
            int cut = last ? key.Length : Cut(key, rect.Width);
            frame.WriteFit(rect.X, y, rect.Width, style, key[..cut]);
            key = key[cut..];
        }
    }

    private static int Cut(ReadOnlySpan<char> key, int width)
    {
        if (key.Length <= width)
        {
            return key.Length;
        }

        int comma = key[..width].LastIndexOf(',');
        return comma > 0 ? comma + 1 : width;
    }

    private readonly record struct Line(FlowLife Life, ulong NowNs);
}
