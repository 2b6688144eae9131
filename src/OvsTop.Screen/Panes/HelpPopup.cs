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

    public static void Draw(KeyTable keys, int first, Theme theme, Rect rect, Frame frame)
    {
        const int Border = 2;
        int all = keys.Bindings.Count, room = Math.Max(1, rect.Height - Border), shown = Math.Min(all, room);
        first = Math.Clamp(first, 0, all - shown);
        string title = shown < all ? $" Keys {first + 1}-{first + shown} of {all}, ↑ ↓ " : " Keys ";
        bool notes = room > all + Notes.Length;
        var inside = Popup.Draw(frame, rect, Width, shown + (notes ? Notes.Length + 1 : 0), title, theme);
        int y = inside.Y;
        foreach (var binding in keys.Bindings.Skip(first).Take(shown))
        {
            frame.WriteFit(inside.X, y, LabelWidth, theme[Role.Key], binding.Label);
            frame.WriteFit(inside.X + LabelWidth + 1, y, inside.Width - LabelWidth - 1, theme[Role.Text], binding.Help);
            y++;
        }

        foreach (string note in notes ? Notes : [])
        {
            y++;
            frame.WriteFit(inside.X, y, inside.Width, theme[Role.Dim], note);
        }
    }
}
