using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// The row above the keys while a live screen stands still or shows what was: <c> ◀ 2:31 ago  14:02:31  of 15:00 kept  ━━━━━─────  t T step  Space Esc now</c>.
/// </summary>
internal static class PastLine
{
    /// <summary>Rows.</summary>
    public const int Height = 1;

    private const int MinBar = 10;

    /// <summary>What is newer than that is paused, not past.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromSeconds(1);

    public static void Draw(UiState state, PlaybackState at, KeyTable keys, Theme theme, Rect rect, Frame frame)
    {
        frame.Fill(rect, ' ', theme[Role.Status]);
        bool isPast = state.Ago >= Shortest;
        int x = frame.Put(rect.X + 1, rect.Y, isPast ? '◀' : '‖', theme[Role.Warn]);
        x = frame.Write(x + 1, rect.Y, theme[Role.Warn], isPast ? $"{Clock.Text(state.Ago)} ago" : "paused");
        if (at.Start is { } start)
        {
            x = frame.Write(x + 2, rect.Y, theme[Role.Text], Clock.Text(start + at.Position));
        }

        x = frame.Write(x + 2, rect.Y, theme[Role.Dim], $"of {Clock.Text(at.Length!.Value)} kept");
        int right = rect.Right - 1 - Ways(keys, theme, 0, rect.Y, null);
        Ways(keys, theme, right, rect.Y, frame);
        if (right - x - 4 >= MinBar)
        {
            TimeBar.Draw(new Rect(x + 2, rect.Y, right - x - 4, 1), at.Length > TimeSpan.Zero ? at.Position / at.Length.Value : 1, Marks(state, at), theme, frame);
        }
    }

    private static IEnumerable<double> Marks(UiState state, PlaybackState at) => at.Start is { } start
        ? state.Marks.Select(mark => (mark.At.Source.Epoch?.AddTicks((long)(mark.At.TimeNs / TimeSpan.NanosecondsPerTick)) - start)?.Divide(at.Length!.Value) ?? -1)
        : [];

    // The keys that lead on and back, as the table has them. Returns their width.
    private static int Ways(KeyTable keys, Theme theme, int x, int y, Frame? frame)
    {
        int from = x;
        foreach (var (kinds, word) in new (CommandKind[], string)[] { ([CommandKind.StepTime], "step"), ([CommandKind.Pause, CommandKind.Back], "now") })
        {
            string label = string.Join(' ', keys.Lines.Where(line => kinds.Contains(line.Action.Command.Kind)).Select(line => KeyNames.Of(line.Keys[0])));
            frame?.Write(x, y, theme[Role.Key], label);
            frame?.Write(x + label.Length + 1, y, theme[Role.Dim], word);
            x += label.Length + 1 + word.Length + 2;
        }

        return x - from - 2;
    }
}
