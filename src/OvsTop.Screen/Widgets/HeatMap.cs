using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>Counts over time and duration: a column per tick, newest at the right, a row per power of two (or several), darker where there is more.</summary>
public static class HeatMap
{
    /// <summary>Rows below which nothing is drawn: a title and four rows.</summary>
    public const int MinHeight = 5;

    private const int LabelWidth = 6;
    private static readonly (char Glyph, Role Role)[] Shades = [('░', Role.Area), ('▒', Role.Area), ('▒', Role.Spark), ('▓', Role.Spark), ('█', Role.Bar)];

    /// <summary>Draws a title, the map and durations at its left.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">Where.</param>
    /// <param name="ticks">Oldest first; element i of each counts durations of 2^i .. 2^(i+1) ns.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<IReadOnlyList<ulong>> ticks, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(ticks);
        ArgumentNullException.ThrowIfNull(theme);
        int columns = Math.Min(ticks.Count, rect.Width - LabelWidth);
        int oldest = ticks.Count - columns;
        if (rect.Height < MinHeight || columns <= 0 || !Range(ticks, oldest, out int first, out int last))
        {
            return;
        }

        int x = frame.Write(rect.X, rect.Y, theme[Role.Header], "heat");
        frame.WriteFit(x + 2, rect.Y, rect.Right - x - 2, theme[Role.Dim], "time across, duration up, darker is more");
        int rows = rect.Height - 1, octaves = last - first + 1;
        int perRow = (octaves + rows - 1) / rows;
        rows = (octaves + perRow - 1) / perRow;
        ulong max = Max(ticks, oldest, first, rows, perRow);
        for (int row = 0; row < rows; row++)
        {
            int y = rect.Y + rows - row, low = first + row * perRow;
            Label(frame, rect.X, y, low, theme);
            for (int i = 0; i < columns; i++)
            {
                ulong count = Count(ticks[oldest + i], low, perRow);
                if (count > 0)
                {
                    var (glyph, role) = Shades[Shade(count, max)];
                    frame.Put(rect.Right - columns + i, y, glyph, theme[role]);
                }
            }
        }
    }

    /// <summary>Counts differ by orders of magnitude, so shades are even steps of the logarithm: one sample can be seen.</summary>
    private static int Shade(ulong count, ulong max) =>
        max <= 1 ? Shades.Length - 1 : (int)Math.Round(Math.Log(count) / Math.Log(max) * (Shades.Length - 1));

    private static bool Range(IReadOnlyList<IReadOnlyList<ulong>> ticks, int oldest, out int first, out int last)
    {
        (first, last) = (int.MaxValue, -1);
        for (int i = oldest; i < ticks.Count; i++)
        {
            for (int octave = 0; octave < ticks[i].Count; octave++)
            {
                if (ticks[i][octave] > 0)
                {
                    first = Math.Min(first, octave);
                    last = Math.Max(last, octave);
                }
            }
        }

        return last >= 0;
    }

    private static ulong Max(IReadOnlyList<IReadOnlyList<ulong>> ticks, int oldest, int first, int rows, int perRow)
    {
        ulong max = 0;
        for (int i = oldest; i < ticks.Count; i++)
        {
            for (int row = 0; row < rows; row++)
            {
                max = Math.Max(max, Count(ticks[i], first + row * perRow, perRow));
            }
        }

        return max;
    }

    private static ulong Count(IReadOnlyList<ulong> octaves, int low, int perRow)
    {
        ulong sum = 0;
        for (int octave = low; octave < Math.Min(low + perRow, octaves.Count); octave++)
        {
            sum += octaves[octave];
        }

        return sum;
    }

    private static void Label(Frame frame, int x, int y, int octave, Theme theme)
    {
        double ns = Math.ScaleB(1, octave);
        var (value, unit) = ns switch { < 1e3 => (ns, "ns"), < 1e6 => (ns / 1e3, "µs"), < 1e9 => (ns / 1e6, "ms"), _ => (ns / 1e9, "s") };
        frame.Write(x, y, theme[Role.Dim], $"{Math.Round(value)}{unit}");
    }
}
