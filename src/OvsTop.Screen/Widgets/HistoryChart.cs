using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Widgets;

/// <summary>A titled chart of past ticks: the title and the largest value above, the time below.</summary>
public static class HistoryChart
{
    /// <summary>Rows below which the chart is not worth drawing.</summary>
    public const int MinHeight = 4;

    /// <summary>Draws the chart.</summary>
    /// <param name="frame">Where.</param>
    /// <param name="rect">Where.</param>
    /// <param name="title">What is drawn.</param>
    /// <param name="series">Values.</param>
    /// <param name="format">How values are written.</param>
    /// <param name="intervalSeconds">Time between two values.</param>
    /// <param name="theme">Colours.</param>
    public static void Draw(
        Frame frame, Rect rect, ReadOnlySpan<char> title, Series series, Func<double, Quantity> format, double intervalSeconds, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(theme);
        if (rect.Height < MinHeight || rect.Width < 20 || series.Values.IsEmpty)
        {
            return;
        }

        rect = rect with { Width = Math.Min(rect.Width, Series.Length) };
        double max = Chart.Max(series.Values, rect.Width);
        int x = frame.Write(rect.X, rect.Y, theme[Role.Header], title);
        frame.Write(x, rect.Y, theme[Role.Dim], $"  max {format(max)}");
        Chart.Draw(frame, rect with { Y = rect.Y + 1, Height = rect.Height - 2 }, series.Values, max, theme[Role.Spark], theme[Role.Area]);
        int y = rect.Bottom - 1;
        frame.Fill(rect with { Y = y, Height = 1 }, '─', theme[Role.Border]);
        frame.Write(rect.Right - 3, y, theme[Role.Dim], "now");
        frame.Write(rect.X, y, theme[Role.Dim], $"{Numbers.Ago(rect.Width * intervalSeconds)} ago");
    }
}
