using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>Counts by power of two, drawn as columns over a logarithmic axis with a label per decade.</summary>
public static class Histogram
{
    private const int MaxColumnWidth = 8;

    /// <summary>Draws the columns and, in the last row, the axis.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">At least two rows.</param>
    /// <param name="octaves">Element i counts durations of 2^i .. 2^(i+1) ns.</param>
    /// <param name="slowUs">Columns from here on are drawn as a warning; infinity for none.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(Frame frame, Rect rect, IReadOnlyList<ulong> octaves, double slowUs, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(octaves);
        ArgumentNullException.ThrowIfNull(theme);
        if (rect.Height < 2 || !Range(octaves, out int first, out int last, out ulong max))
        {
            return;
        }

        int width = Math.Clamp(rect.Width / (last - first + 1), 1, MaxColumnWidth);
        last = Math.Min(last, first + rect.Width / width - 1);
        int gap = width > 2 ? 1 : 0;
        var plot = rect with { Height = rect.Height - 1 };
        for (int i = first; i <= last; i++)
        {
            var style = theme[Math.ScaleB(1e-3, i) >= slowUs ? Role.Warn : Role.Bar];
            for (int dx = 0; dx < width - gap; dx++)
            {
                Chart.Column(frame, rect.X + (i - first) * width + dx, plot, octaves[i] / (double)max, style, style);
            }
        }

        Axis(frame, rect with { Y = rect.Bottom - 1, Height = 1, Width = (last - first + 1) * width }, first, width, theme);
    }

    // The octaves that have counts, and at least a decade around them so that the axis has a label.
    private static bool Range(IReadOnlyList<ulong> octaves, out int first, out int last, out ulong max)
    {
        (first, last, max) = (-1, -1, 0);
        for (int i = 0; i < octaves.Count; i++)
        {
            if (octaves[i] > 0)
            {
                first = first < 0 ? i : first;
                last = i;
                max = Math.Max(max, octaves[i]);
            }
        }

        if (first < 0)
        {
            return false;
        }

        first = Math.Max(0, first - 1);
        last = Math.Min(octaves.Count - 1, Math.Max(last + 1, first + 7));
        return true;
    }

    private static void Axis(Frame frame, Rect axis, int first, int width, Theme theme)
    {
        frame.Fill(axis, '─', theme[Role.Border]);
        int free = axis.X;
        for (int decade = 0; decade <= 12; decade++)
        {
            int x = axis.X + (int)Math.Round((decade * Math.Log2(10) - first) * width);
            double us = Math.Pow(10, decade - 3);
            int length = (decade % 3) + 3 - (decade >= 9 ? 1 : 0);
            if (x < free || x + length > axis.Right)
            {
                continue;
            }

            var (value, unit) = decade switch { < 3 => (us * 1e3, "ns"), < 6 => (us, "µs"), < 9 => (us / 1e3, "ms"), _ => (us / 1e6, "s") };
            free = frame.Write(x, axis.Y, theme[Role.Dim], $"{Math.Round(value)}{unit}") + 1;
        }
    }
}
