using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Rounds, flows and verdicts in one line each.</summary>
internal static class RevalidatorSummary
{
    /// <summary>Rows of <see cref="Draw"/>.</summary>
    public const int Height = 4;

    private const int LabelWidth = 10;

    /// <summary>How long the last round took, against the time after which the flow limit shrinks.</summary>
    public static void Dump(RevalidatorSnapshot revalidator, Theme theme, Rect rect, Frame frame)
    {
        int x = Label(frame, rect, "dump", theme);
        if (revalidator.DumpDurationMs is not { } ms)
        {
            frame.WriteFit(x, rect.Y, rect.Right - x, theme[Role.Dim], "no round told yet");
            return;
        }

        bool late = ms > revalidator.WaitMs;
        x = frame.Write(x, rect.Y, theme[late ? Role.Crit : Role.Ok], $"{Numbers.DurationUs(ms * 1e3),-6}");
        if (revalidator.WaitMs is { } wait)
        {
            x = frame.Write(x, rect.Y, theme[late ? Role.Crit : Role.Dim], $" of {Numbers.DurationUs(wait * 1e3)}");
        }

        x = frame.Write(x, rect.Y, theme[Role.Dim], $"  max {Numbers.DurationUs(revalidator.DumpDurationMaxMs * 1e3)}");
        if (revalidator.IsTold)
        {
            frame.Write(x, rect.Y, theme[Role.Text], "  unixctl");
        }
        else
        {
            frame.Write(x, rect.Y, theme[Role.Text], $"  rounds {Numbers.Rate(revalidator.RoundsPerSecond)}/s");
        }
    }

    /// <summary>Draws four lines: dump, flows, verdicts, re-translations.</summary>
    public static void Draw(RevalidatorSnapshot revalidator, Theme theme, Rect rect, Frame frame)
    {
        Dump(revalidator, theme, rect.Row(0, Height), frame);
        Flows(revalidator, theme, rect.Row(1, Height), frame);
        var line = rect.Row(2, Height);
        int x = Label(frame, line, "verdicts", theme);
        x = frame.Write(x, line.Y, theme[Role.Text], $"{Numbers.Rate(revalidator.ResultsPerSecond)}/s");
        frame.Write(x, line.Y, theme[Role.Dim],
            $"  keep {Numbers.Count(revalidator.Keep)}  modify {Numbers.Count(revalidator.Modify)}  delete {Numbers.Count(revalidator.Delete)}");
        line = rect.Row(3, Height);
        x = Label(frame, line, "retrans.", theme);
        x = frame.Write(x, line.Y, theme[Role.Text], $"{Numbers.Rate(revalidator.RetranslationsPerSecond)}/s");
        x = frame.Write(x, line.Y, theme[Role.Dim], $"  total {Numbers.Count(revalidator.Retranslations)}  flows translated again");
        frame.Write(x + 2, line.Y, theme[Role.Warn], revalidator.RetranslationsLabel);
    }

    private static void Flows(RevalidatorSnapshot revalidator, Theme theme, Rect rect, Frame frame)
    {
        int x = Label(frame, rect, "flows", theme);
        if (revalidator.Flows is not { } flows)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], "not known yet");
            return;
        }

        x = frame.Write(x, rect.Y, theme[Role.Text], $"{Numbers.Count(flows)}");
        if (revalidator.FlowLimit is { } limit and > 0)
        {
            double share = flows / (double)limit;
            var style = theme[share > 0.95 ? Role.Crit : share > 0.8 ? Role.Warn : Role.Bar];
            x = frame.Write(x, rect.Y, theme[Role.Dim], $" of {Numbers.Count(limit)} ");
            Bar.Draw(frame, x, rect.Y, 12, share, style);
            frame.Put(x + 12, rect.Y, '│', theme[Role.Border]);
            x = frame.Write(x + 13, rect.Y, theme[share > 0.95 ? Role.Crit : share > 0.8 ? Role.Warn : Role.Text], $" {Numbers.Percent(share)}");
        }

        if (revalidator.FlowsMaxAverage is { } known)
        {
            frame.Write(x, rect.Y, theme[Role.Dim], $"  max {Numbers.Count(known.Max)}  avg {Numbers.Count(known.Average)}");
        }
    }

    private static int Label(Frame frame, Rect rect, ReadOnlySpan<char> text, Theme theme)
    {
        frame.Write(rect.X, rect.Y, theme[Role.Dim], text);
        return rect.X + LabelWidth;
    }
}
