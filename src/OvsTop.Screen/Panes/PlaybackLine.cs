using OvsTop.Model.Sources;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// The row of a recording, above the keys: <c> 0:39 of 1:12  10x  loop  ━━━━━━━━─────────  since 0:20</c>; of a stream what came and how it ended.
/// </summary>
internal static class PlaybackLine
{
    /// <summary>Rows.</summary>
    public const int Height = 1;

    private const int MinBar = 10;

    public static void Draw(UiState state, Theme theme, Rect rect, Frame frame)
    {
        var at = state.Playback!;
        frame.Fill(rect, ' ', theme[Role.Status]);
        int x = rect.X + 1;
        if (at.Ended is { } ended)
        {
            frame.WriteFit(x, rect.Y, rect.Width - 2, theme[Role.Warn], ended);
            return;
        }

        x = frame.Write(x, rect.Y, theme[Role.Text], Clock.Text(at.Position));
        if (at.Length is { } length)
        {
            x = frame.Write(x, rect.Y, theme[Role.Dim], $" of {Clock.Text(length)}");
        }

        x = frame.Write(x + 2, rect.Y, theme[at.Speed == 1 ? Role.Dim : Role.Accent], Player.IsLive(at) ? "stream" : Speeds.Text(at.Speed));
        var (word, role) = Word(at);
        x = word.Length > 0 ? frame.Write(x + 2, rect.Y, theme[role], word) : x;
        x = at.Loop ? frame.Write(x + 2, rect.Y, theme[Role.Accent], "loop") : x;
        int right = rect.Right - 1;
        string note = at.Since is { } since ? $"histories since {Clock.Text(since)}" : at.CanSeek ? "" : $"{at.Batches:N0} batches";
        if (note.Length > 0 && x + 2 + note.Length <= right)
        {
            right -= note.Length;
            frame.Write(right, rect.Y, theme[at.Since is null ? Role.Dim : Role.Warn], note);
            right -= 2;
        }

        if (at.Length > TimeSpan.Zero && right - x - 2 >= MinBar)
        {
            TimeBar.Draw(new Rect(x + 2, rect.Y, right - x - 2, 1), at.Position / at.Length.Value, state.Marks.Select(mark => mark.At.ElapsedSeconds / at.Length.Value.TotalSeconds), theme, frame);
        }
    }

    private static (string Word, Role Role) Word(PlaybackState at) =>
        at.Seeking ? ("seeking", Role.Accent)
        : at.AtEnd ? ("end", Role.Warn)
        : at.Waiting ? ("follows", Role.Ok)
        : at.Paused ? ("paused", Role.Warn)
        : ("", Role.Dim);
}
