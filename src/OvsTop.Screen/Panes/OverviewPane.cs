using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// View 1: the most telling strips at once, in two columns or, on a narrow terminal, in one. The selected one opens with Enter and fills the view
/// when zoomed.
/// <code>
/// ─ 2 Upcalls ──────┬─ 3 Latency ───────      ─ 2 Upcalls ─────────
///                   │                         ─ 3 Latency ─────────
/// ─ 4 Revalidator ──│─ 8 Main loop ─────      ─ 4 Revalidator ─────
/// ─ What this looks like ───────────────      ─ What this looks like
/// </code>
/// </summary>
internal sealed class OverviewPane : IPane
{
    /// <summary>Key of the view.</summary>
    public const int Key = 1;

    private const int TwoColumnsFrom = 116;
    private const int MaxStrips = 16;

    public ITableView? Table(Snapshot snapshot, UiState state) => new PlainList(state.Overview.All.Count, row => state.Overview.All[row].Name);

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        var strips = state.Overview;
        var selected = strips.At(state.Selected);
        if (state.Zoomed)
        {
            selected.Draw(snapshot, theme, rect, frame);
            return;
        }

        if (DiagnosisLines.Height(snapshot, rect.Height) is var lines and > 0)
        {
            rect = rect.Top(rect.Height - lines, out var diagnosis);
            DiagnosisLines.Draw(snapshot, theme, diagnosis, frame);
        }

        if (rect.Width < TwoColumnsFrom)
        {
            Column(strips, strips.All, selected, snapshot, theme, rect, frame);
            return;
        }

        var left = rect.Column(0, 2);
        Column(strips, strips.Left, selected, snapshot, theme, left, frame);
        Column(strips, strips.Right, selected, snapshot, theme, rect.Column(1, 2), frame);
        Rule.Vertical(frame, left.Right, rect.Y, rect.Height, theme);
    }

    private static void Column(OverviewStrips all, IReadOnlyList<IStrip> strips, IStrip selected, Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        Span<int> heights = stackalloc int[Math.Min(strips.Count, MaxStrips)];
        int first = First(strips, selected, rect.Height);
        int shown = Share(strips, first, snapshot, rect.Height, heights);
        var clip = frame.Clip;
        for (int i = 0; i < shown; i++)
        {
            var strip = strips[first + i];
            var part = rect.Top(heights[i], out rect);
            frame.Clip = clip.Intersect(part);
            strip.Draw(snapshot, theme, part, frame);
            frame.Mark(part, new Command(CommandKind.SelectRow, Place(all, strip)));
            if (ReferenceEquals(strip, selected))
            {
                frame.Restyle(part with { Height = 1, Width = Math.Min(part.Width, strip.Title.Length + 5) }, theme[Role.Tab]);
            }
        }

        frame.Clip = clip;
    }

    private static int Place(OverviewStrips all, IStrip strip)
    {
        int at = 0;
        while (!ReferenceEquals(all.All[at], strip))
        {
            at++;
        }

        return at;
    }

    // Where not all have room, the column begins so late that the selected one is there.
    private static int First(IReadOnlyList<IStrip> strips, IStrip selected, int room)
    {
        int at = 0;
        while (at < strips.Count && !ReferenceEquals(strips[at], selected))
        {
            at++;
        }

        if (at == strips.Count)
        {
            return 0;
        }

        int first = at;
        for (room -= strips[at].MinHeight; first > 0 && strips[first - 1].MinHeight <= room; first--)
        {
            room -= strips[first - 1].MinHeight;
        }

        return first;
    }

    // Everybody the least, then what is wanted in order, then the rest in equal parts. Returns the number of strips there is room for: one at least.
    private static int Share(IReadOnlyList<IStrip> strips, int first, Snapshot snapshot, int room, Span<int> heights)
    {
        int shown = 0;
        for (; first + shown < strips.Count && (shown == 0 || strips[first + shown].MinHeight <= room); shown++)
        {
            heights[shown] = Math.Min(room, strips[first + shown].MinHeight);
            room -= heights[shown];
        }

        for (int i = 0; i < shown; i++)
        {
            int more = Math.Clamp(strips[first + i].WantedHeight(snapshot) - heights[i], 0, room);
            heights[i] += more;
            room -= more;
        }

        for (int i = 0; i < shown; i++)
        {
            int more = room / (shown - i);
            heights[i] += more;
            room -= more;
        }

        return shown;
    }
}
