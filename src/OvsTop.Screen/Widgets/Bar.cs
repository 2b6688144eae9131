using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Widgets;

/// <summary>A horizontal bar in eighths of a column.</summary>
public static class Bar
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    /// <summary>Draws the bar; what is not zero shows at least an eighth.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="x">First column.</param>
    /// <param name="y">Row.</param>
    /// <param name="width">Columns of a full bar.</param>
    /// <param name="share">0 .. 1.</param>
    /// <param name="style">Colour.</param>
    public static void Draw(Frame frame, int x, int y, int width, double share, Style style)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int eighths = Scale.Eighths(share, width);
        for (int i = 0; i < width && eighths > 0; i++, eighths -= 8)
        {
            frame.Put(x + i, y, Eighths[Math.Min(eighths, 8)], style);
        }
    }
}
