using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>The line above a pane, with the key of its view and a title; and the line between two panes.</summary>
public static class Rule
{
    private const int SparklineWidth = 20;

    /// <summary>Draws the line, the title and two blanks. Returns the column where more may be written over the line.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">Its first row becomes the line.</param>
    /// <param name="key">Key of the view, or 0.</param>
    /// <param name="title">Title.</param>
    /// <param name="theme">Colours.</param>
    public static int Draw(Frame frame, Rect rect, int key, ReadOnlySpan<char> title, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        frame.Fill(rect with { Height = 1 }, '─', theme[Role.Border]);
        int x = rect.X + 1;
        if (key > 0)
        {
            x = frame.Write(x, rect.Y, theme[Role.Key], $" {key}");
        }

        return frame.Write(x, rect.Y, theme[Role.Title], $" {title}  ");
    }

    /// <summary>Draws a short history onto the line.</summary>
    public static void Sparkline(Frame frame, int x, Rect rect, ReadOnlySpan<float> values, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        int width = Math.Min(Math.Min(SparklineWidth, values.Length), rect.Right - x - 2);
        if (width <= 0)
        {
            return;
        }

        frame.Fill(new Rect(x, rect.Y, width + 1, 1), ' ', theme[Role.Text]);
        Chart.Sparkline(frame, x, rect.Y, width, values, theme[Role.Spark]);
    }

    /// <summary>Draws a vertical line that hangs from a rule.</summary>
    public static void Vertical(Frame frame, int x, int y, int height, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(theme);
        frame.Fill(new Rect(x, y, 1, height), '│', theme[Role.Border]);
        frame.Put(x, y, '┬', theme[Role.Border]);
    }
}
