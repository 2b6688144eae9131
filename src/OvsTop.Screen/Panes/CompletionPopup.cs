using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>Proposals above the line that is typed, the selected one marked.</summary>
internal static class CompletionPopup
{
    private const int MaxRows = 10;
    private const int MaxText = 24;
    private const int MaxDescription = 60;

    /// <summary>Draws at the bottom of <paramref name="area"/>.</summary>
    /// <param name="menu">The proposals.</param>
    /// <param name="column">Column of the text they replace.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="area">Where there is room.</param>
    /// <param name="frame">Where.</param>
    public static void Draw(CompletionMenu menu, int column, Theme theme, Rect area, Frame frame)
    {
        int rows = Math.Min(menu.Items.Count, Math.Min(MaxRows, area.Height - 2));
        int first = Math.Clamp(menu.Selected - rows / 2, 0, Math.Max(0, menu.Items.Count - rows));
        int text = 0, description = 0;
        for (int i = 0; i < menu.Items.Count; i++)
        {
            text = Math.Max(text, TextWidth.Of(menu.Items[i].Text));
            description = Math.Max(description, TextWidth.Of(menu.Items[i].Description));
        }

        text = Math.Min(text, MaxText);
        int width = Math.Min(text + 2 + Math.Min(description, MaxDescription), area.Width - 6);
        int x = Math.Clamp(column - 2, area.X, area.Right - width - 4);
        var inside = Popup.Draw(frame, new Rect(x, area.Bottom - rows - 2, width + 4, rows + 2), width, rows, menu.Selected < 0 ? $" {menu.Items.Count} " : $" {menu.Selected + 1} of {menu.Items.Count} ", theme);
        for (int i = 0; i < rows; i++)
        {
            var item = menu.Items[first + i];
            int y = inside.Y + i;
            frame.WriteFit(inside.X, y, text, theme[Role.Text], item.Text);
            frame.WriteFit(inside.X + text + 2, y, inside.Width - text - 2, theme[Role.Dim], item.Description);
            if (first + i == menu.Selected)
            {
                frame.Restyle(new Rect(inside.X - 1, y, inside.Width + 2, 1), theme[Role.Selected]);
            }
        }
    }
}
