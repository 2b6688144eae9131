using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>A line that is thick up to a time.</summary>
internal static class TimeBar
{
    /// <summary>Draws it.</summary>
    /// <param name="rect">One row.</param>
    /// <param name="share">0 .. 1 of the whole; what is outside is at its end.</param>
    /// <param name="marks">The same of marks.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="frame">Where.</param>
    public static void Draw(Rect rect, double share, IEnumerable<double> marks, Theme theme, Frame frame)
    {
        int done = (int)Math.Round(Math.Clamp(share, 0, 1) * rect.Width);
        frame.Fill(rect with { Width = done }, '━', theme[Role.Bar]);
        frame.Fill(rect with { X = rect.X + done, Width = rect.Width - done }, '─', theme[Role.Border]);
        foreach (double mark in marks)
        {
            if (mark is >= 0 and <= 1)
            {
                frame.Put(rect.X + Math.Min((int)(mark * rect.Width), rect.Width - 1), rect.Y, '◆', theme[Role.Accent]);
            }
        }
    }
}
