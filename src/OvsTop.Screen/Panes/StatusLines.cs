using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Text;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>The two lines at the top: which switch, live or not, when; which packets, how much of it can be trusted.</summary>
internal static class StatusLines
{
    /// <summary>Rows.</summary>
    public const int Height = 2;

    private const int MinNotice = 12;

    public static void Draw(Snapshot? snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        frame.Fill(rect, ' ', theme[Role.Status]);
        int x = frame.Write(rect.X + 1, rect.Y, theme[Role.Title], "ovstop");
        if (snapshot is null)
        {
            frame.Write(x + 2, rect.Y, theme[Role.Dim], "waiting for the first numbers");
            return;
        }

        int left = RecordingMark.Draw(state.Recording, theme, MarkStatus.Draw(state, theme, When(snapshot, state, theme, rect, frame), rect.Y, frame), rect.Y, frame);
        frame.WriteFit(x + 2, rect.Y, left - x - 4, theme[Role.Text], snapshot.Source.Title);
        var second = rect with { Y = rect.Y + 1, Height = 1 };
        int right = FilterStatus.Draw(snapshot, state, theme, second, frame);
        Trust(snapshot, theme, second with { X = right, Width = second.Right - right }, frame);
    }

    // At the right: "● live every 1 s  14:02:54". Returns its first column.
    private static int When(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame)
    {
        const int TimeWidth = 8;
        int time = rect.Right - 1 - TimeWidth;
        if (snapshot.Source.Epoch is { } epoch)
        {
            frame.Write(time, rect.Y, theme[Role.Text], $"{epoch.AddTicks((long)(snapshot.TimeNs / 100)):HH:mm:ss}");
        }
        else
        {
            int seconds = (int)Math.Min(snapshot.ElapsedSeconds, 359_999);
            frame.Write(time - 1, rect.Y, theme[Role.Text], $"+{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        }

        var (mark, word, role) = (state.Ended || (state.Playback?.AtEnd ?? snapshot.Source.Ended), state.Paused || state.Playback is { Paused: true }) switch
        {
            (true, _) => ('○', "ended", Role.Warn),
            (_, true) when state.Ago >= PastLine.Shortest => ('◀', $"{Clock.Text(state.Ago)} ago", Role.Warn),
            (_, true) => ('‖', "paused", Role.Warn),
            _ => ('●', snapshot.Source.Kind, Role.Ok),
        };
        var interval = Numbers.Ago(state.IntervalMs / 1e3);
        int width = 2 + TextWidth.Of(word) + 7 + TextWidth.Of(interval);
        int left = time - 3 - width;
        frame.Put(left, rect.Y, mark, theme[role]);
        int x = frame.Write(left + 2, rect.Y, theme[role], word);
        frame.Write(x, rect.Y, theme[Role.Dim], $" every {interval}");
        return snapshot.Source.Attachment is { } attachment ? AttachStatus.Cost(frame, left - 2, rect.Y, attachment, theme) : left;
    }

    private static void Trust(Snapshot snapshot, Theme theme, Rect rect, Frame frame)
    {
        var losses = snapshot.Losses;
        int x = frame.Write(rect.X, rect.Y, theme[Role.Dim], "details lost ");
        x = losses.Lost == 0
            ? frame.Write(x, rect.Y, theme[Role.Ok], "0")
            : frame.Write(x, rect.Y, theme[Role.Loss], $"{losses.Lost:N0}");
        if (losses.Lost > 0)
        {
            x = Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) => f.Write(x, y, t[Role.Loss], $" of {s.Losses.Total:N0}"));
        }

        if (losses.Skipped > 0)
        {
            x = Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) =>
                f.Write(x, y, t[Role.Dim], $" · sampled {Numbers.Percent(1 - s.Losses.Skipped / (double)s.Losses.Total)}"));
        }

        x = snapshot.Filter?.IsExact != false
            ? Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) => f.Write(x, y, t[Role.Dim], " · counts exact"))
            : Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) => f.Write(x, y, t[Role.Warn], " · counts of details"));
        x = snapshot.Source.Attachment is null
            ? Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) =>
                f.Write(x, y, t[Role.Dim], $" · probes {s.Source.ProbesAttached} of {s.Source.ProbesKnown}"))
            : Part(frame, x, rect, snapshot, theme, static (f, x, y, s, t) => AttachStatus.Probes(f, x, y, s.Source.Attachment!, t));
        if (snapshot.Source.Notices.Count > 0 && rect.Right - x >= MinNotice)
        {
            frame.WriteFit(x + 3, rect.Y, rect.Right - x - 4, theme[Role.Warn], snapshot.Source.Notices[^1]);
        }
    }

    // Whole or not at all: outside the clip nothing is drawn, but the column after it is known.
    private static int Part(Frame frame, int x, Rect rect, Snapshot snapshot, Theme theme, Func<Frame, int, int, Snapshot, Theme, int> write)
    {
        var clip = frame.Clip;
        frame.Clip = default;
        int end = write(frame, x, rect.Y, snapshot, theme);
        frame.Clip = clip;
        return end <= rect.Right ? write(frame, x, rect.Y, snapshot, theme) : x;
    }
}
