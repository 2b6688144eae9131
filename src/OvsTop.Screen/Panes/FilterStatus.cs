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

    /// <summary>Draws it at the left. Returns the column after it.</summary>
    public static int Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        int x = frame.Write(rect.X + 1, rect.Y, theme[Role.Dim], "filter ");
        if (state.Filter is not { } filter)
        {
            return frame.Write(x, rect.Y, theme[Role.Dim], "none") + 2;
        }

        // A snapshot from before the filter says nothing about it.
        var effect = snapshot.Filter is { } known && known.Expression == filter.Expression ? known : null;
        int tail = 2 + filter.Split.Length + 2 + (effect is null ? 1 : TextWidth.Of(Numbers.Rate(effect.UpcallsPerSecond)) + 3 + TextWidth.Of(Numbers.Percent(effect.Share)));
        int room = rect.Right - x - tail - 2 - (rect.Width >= WideFrom ? KeepWide : KeepNarrow);
        int width = Math.Min(TextWidth.Of(filter.Expression), room);
        frame.WriteFit(x, rect.Y, width, theme[Role.Accent], filter.Expression);
        x = frame.Write(x + width + 2, rect.Y, theme[Role.Dim], filter.Split) + 2;
        if (effect is null)
        {
            return frame.Put(x, rect.Y, '…', theme[Role.Dim]) + 2;
        }

        x = frame.Write(x, rect.Y, theme[Role.Text], $"{Numbers.Rate(effect.UpcallsPerSecond)}/s ");
        return frame.Write(x, rect.Y, theme[Role.Text], $"{Numbers.Percent(effect.Share)}") + 2;
    }
}
