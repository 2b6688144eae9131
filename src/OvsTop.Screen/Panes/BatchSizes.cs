using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>How many upcalls handlers received at once, since start: a column per size, 1 .. 64.</summary>
internal static class BatchSizes
{
    private static readonly int[] Labels = [1, 8, 16, 32, 48, 64];

    public static void Draw(Frame frame, Rect rect, IReadOnlyList<ulong> sizes, Theme theme)
    {
        ulong max = 0;
        for (int i = 1; i < sizes.Count; i++)
        {
            max = Math.Max(max, sizes[i]);
        }

        if (rect.Height < HistoryChart.MinHeight || rect.Width < 20)
        {
            return;
        }

        int x = frame.Write(rect.X, rect.Y, theme[Role.Header], "batches by size");
        frame.Write(x, rect.Y, theme[Role.Dim], $"  since start, max {Text.Numbers.Count(max)}");
        var plot = rect with { Y = rect.Y + 1, Height = rect.Height - 2 };

        // Narrow panes put neighbouring sizes into one column.
        int perColumn = Math.Max(1, (sizes.Count - 1 + rect.Width - 1) / rect.Width);
        for (int i = 1, column = 0; i < sizes.Count; i += perColumn, column++)
        {
            ulong count = 0;
            for (int j = i; j < Math.Min(i + perColumn, sizes.Count); j++)
            {
                count += sizes[j];
            }

            Chart.Column(frame, rect.X + column, plot, max == 0 ? 0 : count / (double)max, theme[Role.Bar], theme[Role.Bar]);
        }

        int y = rect.Bottom - 1;
        frame.Fill(rect with { Y = y, Height = 1 }, '─', theme[Role.Border]);
        foreach (int label in Labels)
        {
            int at = (label - 1) / perColumn;
            frame.Write(rect.X + Math.Max(0, label == 64 ? at - 1 : at), y, theme[Role.Dim], $"{label}");
        }
    }
}
