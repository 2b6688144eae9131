using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen;

/// <summary>
/// Draws everything: a pure function of snapshot, state and theme.
/// <code>
///  ovstop  title                              ● live every 1 s  14:02:54
///  details lost 0 · counts exact · probes 13 of 23
/// ┌───────────────────────────────────────────────────────────────────┐
/// │ the pane of the view shown, under the help when it is open        │
/// └───────────────────────────────────────────────────────────────────┘
///  0:39 of 1:12  1x  ━━━━━━━━━━━━━──────────────────  with a recording; of a live switch, while one looks at what was
///  1 Overview  2 Upcalls ...                                ? help  q quit
/// </code>
/// </summary>
public static class ScreenView
{
    /// <summary>Columns below which nothing but a message is drawn.</summary>
    public const int MinWidth = 40;

    /// <summary>Rows below which nothing but a message is drawn.</summary>
    public const int MinHeight = 10;

    private static readonly string Wanted = $"need {MinWidth}x{MinHeight}, q quits";

    /// <summary>Rows that are not the pane's: status above, keys below.</summary>
    public const int Margin = StatusLines.Height + 1;

    /// <summary>Draws a frame of its own size.</summary>
    public static void Draw(Snapshot? snapshot, UiState state, KeyTable keys, Theme theme, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentNullException.ThrowIfNull(frame);
        frame.Clear(theme[Role.Text]);
        if (frame.Width < MinWidth || frame.Height < MinHeight)
        {
            TooSmall(theme, frame);
            return;
        }

        StatusLines.Draw(snapshot, state, theme, frame.Bounds.Top(StatusLines.Height, out var rest), frame);
        var pane = rest.Top(rest.Height - 1, out var bar);
        if (state is { Paused: true, Flight: { } flight })
        {
            pane = pane.Top(pane.Height - PastLine.Height, out var past);
            PastLine.Draw(state, flight, keys, theme, past, frame);
        }
        else if (state.Playback is not null)
        {
            pane = pane.Top(pane.Height - PlaybackLine.Height, out var player);
            PlaybackLine.Draw(state, theme, player, frame);
        }

        if (state.Comparing is { Result: { } result } comparing)
        {
            ComparePane.Draw(comparing, result, theme, pane, frame);
        }
        else if (snapshot is not null && Views.Find(state.View) is { } view)
        {
            frame.Clip = pane;
            frame.HistoryMarks = state.Marks.IsEmpty ? frame.HistoryMarks : (MarkedColumns(snapshot, state), theme[Role.Accent]);
            view.Pane.Draw(snapshot, state, theme, pane, frame);
            frame.Clip = frame.Bounds;
            if (state.Zoomed)
            {
                string way = " alone, Esc back ";
                frame.Write(pane.Right - way.Length, pane.Y, theme[Role.Key], way);
                frame.Mark(new Rect(pane.Right - way.Length, pane.Y, way.Length, 1), new Command(CommandKind.Back));
            }
        }

        if (state.FilterLine is { } line)
        {
            FilterPrompt.Draw(line, theme, rest, frame);
            return;
        }

        if (state.Prompt is { } prompt)
        {
            PromptPane.Draw(prompt, state, theme, rest, frame);
            return;
        }

        KeyBar.Draw(state, keys, theme, bar, frame);
        if (state.Help is { } help)
        {
            HelpPopup.Draw(keys, Views.Find(state.View)?.Pane.Legend ?? [], help, theme, pane, frame);
        }
    }

    private static List<int> MarkedColumns(Snapshot snapshot, UiState state)
    {
        var columns = new List<int>(state.Marks.Count);
        foreach (var mark in state.Marks)
        {
            if (mark.TicksBefore(snapshot, byTime: state.Playback is { CanSeek: true }) is { } before)
            {
                columns.Add(before);
            }
        }

        return columns;
    }

    private static void TooSmall(Theme theme, Frame frame)
    {
        // The size that is needed and the way out, in as many words as fit.
        int y = frame.Height / 2;
        frame.WriteFit(0, y, frame.Width, theme[Role.Warn], frame.Width >= TextWidth.Of(Wanted) ? Wanted : "q quits");
    }
}
