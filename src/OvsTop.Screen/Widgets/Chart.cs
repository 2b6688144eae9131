using OvsTop.Screen.Frames;

namespace OvsTop.Screen.Widgets;

/// <summary>A history drawn with vertical eighths, newest at the right: a sparkline when it is one row high.</summary>
public static class Chart
{
    private const int Mark = '┆';
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    /// <summary>The largest value among those that fit.</summary>
    public static double Max(ReadOnlySpan<float> values, int width)
    {
        double max = 0;
        foreach (float value in values[Math.Max(0, values.Length - width)..])
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    /// <summary>Draws the newest values, one column each.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">Where.</param>
    /// <param name="values">Oldest first.</param>
    /// <param name="max">The value that fills the height.</param>
    /// <param name="crest">Style of the highest cell of a column.</param>
    /// <param name="area">Style of the cells below it.</param>
    public static void Draw(Frame frame, Rect rect, ReadOnlySpan<float> values, double max, Style crest, Style area)
    {
        ArgumentNullException.ThrowIfNull(frame);
        values = values[Math.Max(0, values.Length - Math.Max(0, rect.Width))..];
        int left = rect.Right - values.Length;
        for (int i = 0; i < values.Length; i++)
        {
            Column(frame, left + i, rect, max > 0 ? values[i] / max : 0, crest, area);
        }

        Marks(frame, rect, values.Length);
    }

    // Above the column, over it where there is no room.
    private static void Marks(Frame frame, Rect rect, int columns)
    {
        var (before, style) = frame.HistoryMarks;
        for (int i = 0; i < before.Count; i++)
        {
            int x = rect.Right - 1 - before[i];
            if (before[i] >= columns || x >= frame.Clip.Right)
            {
                continue;
            }

            for (int y = rect.Y; y < rect.Bottom && y < frame.Clip.Bottom && (y == rect.Y || frame[x, y].Rune == ' '); y++)
            {
                frame.Put(x, y, Mark, style);
            }
        }
    }

    /// <summary>Draws the newest values in one row, scaled to the largest of them.</summary>
    public static void Sparkline(Frame frame, int x, int y, int width, ReadOnlySpan<float> values, Style style) =>
        Draw(frame, new Rect(x, y, width, 1), values, Max(values, width), style, style);

    /// <summary>Draws one column from the bottom of <paramref name="rect"/> up.</summary>
    internal static void Column(Frame frame, int x, Rect rect, double share, Style crest, Style area)
    {
        int eighths = Scale.Eighths(share, rect.Height);
        for (int y = rect.Bottom - 1; y >= rect.Y && eighths > 0; y--, eighths -= 8)
        {
            frame.Put(x, y, Eighths[Math.Min(eighths, 8)], eighths <= 8 ? crest : area);
        }
    }
}
