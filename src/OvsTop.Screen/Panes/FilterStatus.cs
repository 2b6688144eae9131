using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>The filter in the second status line: <c>filter tcp,tp_dst=80  kernel  412/s 3%</c>.</summary>
internal static class FilterStatus
{
    // What the rest of the line keeps at least.
    private const int WideFrom = 110;
    private const int KeepWide = 50;
    private const int KeepNarrow = 20;

    // Where upcalls are counted, nobody knows yet what becomes of the packet.
    private const string Later = "seen in Traces only";

    /// <summary>Draws it at the left. Returns the column after it.</summary>
    public static int Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        int x = frame.Write(rect.X + 1, rect.Y, theme[Role.Dim], "filter ");
        if (state.Filter is not { } filter)
        {
            return frame.Write(x, rect.Y, theme[Role.Dim], "none") + 2;
        }

        // A snapshot from before the filter says nothing about it.
        var effect = snapshot.Filter is { } told && told.Expression == filter.Expression ? told : null;
        string known = effect is null ? "…" : effect.AsksForResults ? Later : $"{Numbers.Rate(effect.UpcallsPerSecond)}/s {Numbers.Percent(effect.Share)}";
        int tail = 2 + filter.Split.Length + 2 + TextWidth.Of(known);
        int room = rect.Right - x - tail - 2 - (rect.Width >= WideFrom ? KeepWide : KeepNarrow);
        int width = Math.Min(TextWidth.Of(filter.Expression), room);
        frame.WriteFit(x, rect.Y, width, theme[Role.Accent], filter.Expression);
        x = frame.Write(x + width + 2, rect.Y, theme[Role.Dim], filter.Split) + 2;
        return frame.Write(x, rect.Y, theme[effect is null || effect.AsksForResults ? Role.Dim : Role.Text], known) + 2;
    }
}
