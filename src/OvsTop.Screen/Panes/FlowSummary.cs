using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Puts, deletes and churn in a line each.</summary>
internal static class FlowSummary
{
    /// <summary>Rows of <see cref="Draw"/>.</summary>
    public const int Height = 2;

    private const double MuchChurn = 0.5;
    private const int MaxHistory = 40;

    /// <summary>Draws what comes and goes, then what comes back.</summary>
    public static void Draw(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var flows = snapshot.Flows;
        var clip = frame.Clip;
        frame.Clip = clip.Intersect(rect);
        int x = Value(frame, rect.X, rect.Y, "put ", Numbers.Rate(flows.PutsPerSecond), theme[Role.Text], theme);
        x = Value(frame, x + 2, rect.Y, "deleted ", Numbers.Rate(flows.DeletesPerSecond), theme[Role.Text], theme);
        frame.Write(x + 2, rect.Y, theme[Role.Dim], "no put ");
        x = flows.NoPutShare is { } share
            ? frame.Write(x + 9, rect.Y, theme[Role.Text], $"{Numbers.Percent(share)}")
            : frame.Write(x + 9, rect.Y, theme[Role.Dim], $"{Numbers.None}");
        if (x + 21 <= rect.Right)
        {
            x = frame.Write(x + 2, rect.Y, theme[Role.Dim], "unexplained ");
            x = flows.UnexplainedIsKnown
                ? frame.Write(x, rect.Y, theme[flows.UnexplainedPerSecond > 0 ? Role.Warn : Role.Dim], $"{Numbers.Rate(flows.UnexplainedPerSecond)}/s")
                : frame.Write(x, rect.Y, theme[Role.Dim], $"{Numbers.None}");
        }

        if (x + 18 <= rect.Right && flows.Modifies > 0)
        {
            Value(frame, x + 2, rect.Y, "modified ", Numbers.Rate(flows.ModifiesPerSecond), theme[Role.Text], theme);
        }

        Churn(flows, theme, rect.Row(1, Height), frame);
        frame.Clip = clip;
    }

    /// <summary>How long flows lived, of those whose put and delete were both told.</summary>
    public static void Lived(FlowLivesSnapshot lives, Theme theme, Rect rect, Frame frame)
    {
        int x = frame.Write(rect.X, rect.Y, theme[Role.Dim], "lived ");
        if (lives.Age.IsEmpty)
        {
            frame.WriteFit(x, rect.Y, rect.Right - x, theme[Role.Dim], "no put and delete of one flow were told yet");
            return;
        }

        x = frame.Write(x, rect.Y, theme[Role.Text], $"p50 {Numbers.DurationUs(lives.Age.P50Us)}  p90 {Numbers.DurationUs(lives.Age.P90Us)}");
        x = frame.Write(x, rect.Y, theme[Role.Dim], $"  min {Numbers.DurationUs(lives.Age.MinUs)}  max {Numbers.DurationUs(lives.Age.MaxUs)}");
        frame.Write(x, rect.Y, theme[Role.Dim], $"  {Numbers.Count(lives.Age.Count)} flows");
    }

    private static void Churn(FlowsSnapshot flows, Theme theme, Rect rect, Frame frame)
    {
        int x = frame.Write(rect.X, rect.Y, theme[Role.Dim], "churn ");
        if (!flows.ChurnIsKnown)
        {
            frame.WriteFit(x, rect.Y, rect.Right - x, theme[Role.Dim], "not known while puts and deletes are only counted");
            return;
        }

        var style = theme[flows.ChurnShare > MuchChurn ? Role.Crit : flows.ChurnPerSecond > 0 ? Role.Warn : Role.Text];
        if (flows.ChurnIsAtLeast)
        {
            x = frame.Write(x, rect.Y, style, "at least ");
        }

        x = frame.Write(x, rect.Y, style, $"{Numbers.Rate(flows.ChurnPerSecond)}/s");
        x = frame.Write(x, rect.Y, theme[Role.Dim], $" put again < {Numbers.Ago(flows.ChurnSeconds)} after ");
        x = flows.WorstChurn is { } worst
            ? frame.Write(x, rect.Y, theme[Role.Text], worst.Name)
            : frame.Write(x, rect.Y, theme[Role.Dim], "a delete");
        if (flows.ChurnLabel.Length > 0)
        {
            x = frame.Write(x + 2, rect.Y, theme[Role.Warn], flows.ChurnLabel);
        }

        int width = Math.Min(Math.Min(MaxHistory, rect.Right - x - 2), flows.ChurnHistory.Values.Length);
        if (flows.Churn > 0 && width > 0)
        {
            Chart.Sparkline(frame, x + 2, rect.Y, width, flows.ChurnHistory.Values, theme[Role.Spark]);
        }
    }

    private static int Value(Frame frame, int x, int y, ReadOnlySpan<char> label, Quantity perSecond, Style style, Theme theme)
    {
        x = frame.Write(x, y, theme[Role.Dim], label);
        return frame.Write(x, y, style, $"{perSecond}/s");
    }
}
