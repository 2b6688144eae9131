using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// All keys, from the table that drives them: typing searches, Enter runs the selected one; above, what the signs of the view mean, below, how to read
/// the screen.
/// <code>
/// ╭─ Keys 1-17 of 39  type to search, ↑ ↓, Enter runs, Esc ─╮
/// │ Space     pause and go on                         pause │
/// </code>
/// </summary>
internal static class HelpPopup
{
    private const int LabelWidth = 10;
    private const int NameWidth = 20;
    private const int MaxWidth = 84;
    private const int NamesFrom = 60;

    private static readonly string[] Notes =
    [
        "Times say from where to where; p50, p90, p99 are exact to 12.5 %.",
        "Counts are exact. Details can be lost or sampled: line 2 says so.",
        "The names at the right work behind : and in \"keys\" of ovstop.json.",
    ];

    /// <summary>Keys that are seen beside a legend at least.</summary>
    private const int LeastKeys = 6;

    public static void Draw(KeyTable keys, IReadOnlyList<string> legend, HelpState help, Theme theme, Rect rect, Frame frame)
    {
        const int Border = 2;
        var found = help.Found(keys);
        string search = help.Search.Text;
        int bottom = search.Length > 0 ? 1 : 0, room = Math.Max(1, rect.Height - Border - bottom), selected = Math.Clamp(help.Selected, 0, Math.Max(0, found.Count - 1));
        int head = search.Length == 0 && legend.Count > 0 && room >= legend.Count + 1 + LeastKeys ? legend.Count + 1 : 0;
        room -= head;
        var window = Window.Of(found.Count, room + 1, selected) is var w && found.Count > room ? w : new Window(0, found.Count);
        bool notes = search.Length == 0 && room > found.Count + Notes.Length;
        string title = $" Keys {(window.End - window.First < found.Count ? $"{window.First + 1}-{window.End} of {found.Count}" : $"{found.Count}")}  type to search, ↑ ↓, Enter runs, Esc ";
        int lines = search.Length > 0 ? Math.Min(room, Math.Max(found.Count, Math.Min(room, keys.Lines.Count))) + 1 : head + window.End - window.First + (notes ? Notes.Length + 1 : 0);
        var inside = Popup.Draw(frame, rect, Math.Min(MaxWidth, rect.Width - 6), lines, title, theme);
        for (int i = 0; i < head - 1; i++)
        {
            frame.WriteFit(inside.X, inside.Y + i, inside.Width, theme[Role.Dim], legend[i]);
        }

        int y = inside.Y + head;
        for (int i = window.First; i < window.End; i++, y++)
        {
            Line(found[i], inside with { Y = y, Height = 1 }, theme, frame);
            if (i == selected)
            {
                frame.Restyle(new Rect(inside.X - 1, y, inside.Width + 2, 1), theme[Role.Selected]);
            }
        }

        if (search.Length > 0)
        {
            var row = inside with { Y = inside.Bottom - 1, Height = 1 };
            int x = frame.Write(row.X, row.Y, theme[Role.Key], found.Count == 0 ? "no key or action for " : "search ");
            var input = new InputLine(row with { X = x, Width = row.Right - x }, search, help.Search.Cursor);
            input.Piece(frame, 0, search.Length, theme[found.Count == 0 ? Role.Warn : Role.Text]);
            input.Cursor(frame, theme[Role.Dim]);
        }

        y++;
        foreach (string note in notes ? Notes : [])
        {
            frame.WriteFit(inside.X, y++, inside.Width, theme[Role.Dim], note);
        }
    }

    private static void Line(KeyLine line, Rect row, Theme theme, Frame frame)
    {
        int name = row.Width >= NamesFrom ? NameWidth : 0;
        frame.WriteFit(row.X, row.Y, LabelWidth, theme[Role.Key], line.Label);
        frame.WriteFit(row.X + LabelWidth + 1, row.Y, row.Width - LabelWidth - 1 - name, theme[Role.Text], line.Action.Help);
        frame.WriteFit(row.Right - name + 1, row.Y, name - 1, theme[Role.Dim], line.Action.Name);
    }
}
