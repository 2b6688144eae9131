using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// View 1: the most telling strips at once, in two columns or, on a narrow terminal, in one.
/// <code>
/// ─ 2 Upcalls ──────┬─ 3 Latency ───────      ─ 2 Upcalls ─────────
///                   │                         ─ 3 Latency ─────────
/// ─ 4 Revalidator ──│─ 8 Main loop ─────      ─ 4 Revalidator ─────
/// ─ What this looks like ───────────────      ─ What this looks like
/// </code>
/// </summary>
internal sealed class OverviewPane : IPane
{
    private const int TwoColumnsFrom = 116;
    private const int MaxStrips = 16;

    public int Rows(Snapshot snapshot) => 0;

    public void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        if (DiagnosisLines.Height(snapshot, rect.Height) is var lines and > 0)
        {
            rect = rect.Top(rect.Height - lines, out var diagnosis);
            DiagnosisLines.Draw(snapshot, theme, diagnosis, frame);
        }

        if (rect.Width < TwoColumnsFrom)
        {
            Column(OverviewStrips.Single, snapshot, theme, rect, frame);
            return;
        }

        var left = rect.Column(0, 2);
        Column(OverviewStrips.Left, snapshot, theme, left, frame);
        Column(OverviewStrips.Right, snapshot, theme, rect.Column(1, 2), frame);
        Rule.Vertical(frame, left.Right, rect.Y, rect.Height, theme);
    }

    private static void Column(IReadOnlyList<IStrip> strips, Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        Span<int> heights = stackalloc int[Math.Min(strips.Count, MaxStrips)];
        int shown = Share(strips, snapshot, rect.Height, heights);
        var clip = frame.Clip;
        for (int i = 0; i < shown; i++)
        {
            var strip = rect.Top(heights[i], out rect);
            frame.Clip = clip.Intersect(strip);
            strips[i].Draw(snapshot, theme, strip, frame);
        }

        frame.Clip = clip;
    }

    // Everybody the least, then what is wanted in order, then the rest in equal parts. Returns the number of strips there is room for.
    private static int Share(IReadOnlyList<IStrip> strips, Snapshot snapshot, int room, Span<int> heights)
    {
        int shown = 0;
        for (; shown < heights.Length && strips[shown].MinHeight <= room; shown++)
        {
            heights[shown] = strips[shown].MinHeight;
            room -= heights[shown];
        }

        for (int i = 0; i < shown; i++)
        {
            int more = Math.Clamp(strips[i].WantedHeight(snapshot) - heights[i], 0, room);
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
