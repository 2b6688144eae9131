using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>A box over everything else.</summary>
public static class Popup
{
    /// <summary>Draws a box in the middle and blanks it. Returns what is inside.</summary>
    public static Rect Draw(Frame frame, Rect area, int width, int height, ReadOnlySpan<char> title, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        var box = area.Centered(width + 4, height + 2);
        var style = theme[Role.Border];
        frame.Fill(box, ' ', theme[Role.Text]);
        frame.Mark(box, default);
        frame.Fill(box with { Height = 1 }, '─', style);
        frame.Fill(box with { Y = box.Bottom - 1, Height = 1 }, '─', style);
        frame.Fill(box with { Width = 1 }, '│', style);
        frame.Fill(box with { X = box.Right - 1, Width = 1 }, '│', style);
        frame.Put(box.X, box.Y, '╭', style);
        frame.Put(box.Right - 1, box.Y, '╮', style);
        frame.Put(box.X, box.Bottom - 1, '╰', style);
        frame.Put(box.Right - 1, box.Bottom - 1, '╯', style);
        frame.WriteFit(box.X + 2, box.Y, box.Width - 4, theme[Role.Title], title);
        return box.Inset(2, 1);
    }
}
