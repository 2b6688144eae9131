using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>A line that is thick up to a time.</summary>
internal static class TimeBar
{
    /// <summary>Draws it.</summary>
    /// <param name="rect">One row.</param>
    /// <param name="share">0 .. 1 of the whole; what is outside is at its end.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="frame">Where.</param>
    public static void Draw(Rect rect, double share, Theme theme, Frame frame)
    {
        int done = (int)Math.Round(Math.Clamp(share, 0, 1) * rect.Width);
        frame.Fill(rect with { Width = done }, '━', theme[Role.Bar]);
        frame.Fill(rect with { X = rect.X + done, Width = rect.Width - done }, '─', theme[Role.Border]);
    }
}
