using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>In the first status line while there are marks: how many, <c>◆ 2</c>.</summary>
internal static class MarkStatus
{
    /// <summary>Draws it so that it ends before a column. Returns its first column.</summary>
    public static int Draw(UiState state, Theme theme, int right, int y, Frame frame)
    {
        if (state.Marks.IsEmpty)
        {
            return right;
        }

        string count = FormattableString.Invariant($"{state.Marks.Count}");
        int left = right - 3 - 2 - count.Length;
        frame.Put(left, y, '◆', theme[Role.Accent]);
        frame.Write(left + 2, y, theme[Role.Accent], count);
        return left;
    }
}
