using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>All keys, from the table that drives them; and how to read the screen.</summary>
internal static class HelpPopup
{
    private const int LabelWidth = 15;
    private const int Width = 64;

    private static readonly string[] Notes =
    [
        "Times say from where to where; p50, p90, p99 are exact to 12.5 %.",
        "Counts are exact. Details can be lost or sampled: line 2 says so.",
    ];

    public static void Draw(KeyTable keys, Theme theme, Rect rect, Frame frame)
    {
        var inside = Popup.Draw(frame, rect, Width, keys.Bindings.Count + Notes.Length + 1, " Keys ", theme);
        int y = inside.Y;
        foreach (var binding in keys.Bindings)
        {
            frame.WriteFit(inside.X, y, LabelWidth, theme[Role.Key], binding.Label);
            frame.WriteFit(inside.X + LabelWidth + 1, y, inside.Width - LabelWidth - 1, theme[Role.Text], binding.Help);
            y++;
        }

        foreach (string note in Notes)
        {
            y++;
            frame.WriteFit(inside.X, y, inside.Width, theme[Role.Dim], note);
        }
    }
}
