using OvsTop.Screen.Frames;
using OvsTop.Screen.Recordings;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>In the first status line while a recording goes on: <c>● REC 12.3 MB  1,204 dropped</c>.</summary>
internal static class RecordingMark
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Draws it so that it ends before a column. Returns its first column.</summary>
    public static int Draw(RecordingState? recording, Theme theme, int right, int y, Frame frame)
    {
        if (recording is not { Ended: null })
        {
            return right;
        }

        string size = FormattableString.Invariant($"REC {recording.Bytes / Megabyte:0.0} MB");
        string dropped = recording.Dropped > 0 ? FormattableString.Invariant($"  {recording.Dropped:N0} dropped") : "";
        int left = right - 3 - 2 - size.Length - dropped.Length;
        frame.Put(left, y, '●', theme[Role.Crit]);
        int x = frame.Write(left + 2, y, theme[Role.Crit], size);
        frame.Write(x, y, theme[Role.Loss], dropped);
        return left;
    }
}
