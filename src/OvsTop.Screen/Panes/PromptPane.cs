using OvsTop.Screen.Frames;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// The command line over the last rows, and what can be entered above it.
/// <code>
/// ─ goto  1:30, 90s, 2m, -30s ... ──────────
///  :goto 1:3█
/// </code>
/// </summary>
internal static class PromptPane
{
    /// <summary>Rows.</summary>
    public const int Height = 2;

    /// <summary>Draws into the last rows of <paramref name="area"/>.</summary>
    public static void Draw(PromptLine line, UiState state, Theme theme, Rect area, Frame frame)
    {
        area.Top(area.Height - Height, out var rect);
        frame.Fill(rect, ' ', theme[Role.Text]);
        frame.Fill(rect with { Height = 1 }, '─', theme[Role.Border]);
        var command = LineCommands.Find(line.Edit.Text, state);
        string hint = command is null ? "Enter runs  Tab ↑ ↓ complete  Esc closes" : $"{command.Name}  {(command.Arguments.Length > 0 ? command.Arguments : command.Help)}";
        string? complaint = line.Complaint ?? line.Edit.Complaint;
        string message = $" {complaint ?? hint} ";
        frame.WriteFit(rect.X + 1, rect.Y, Math.Min(TextWidth.Of(message), rect.Width - 2), theme[complaint is null ? Role.Dim : Role.Crit], message);
        frame.Write(rect.X + 1, rect.Y + 1, theme[Role.Key], ":");
        var input = new InputLine(new Rect(rect.X + 2, rect.Y + 1, rect.Width - 3, 1), line.Edit.Text, line.Edit.Cursor);
        input.Piece(frame, 0, line.Edit.Text.Length, theme[Role.Text]);
        input.Cursor(frame, theme[Role.Dim]);
        if (line.Menu is { } menu)
        {
            CompletionPopup.Draw(menu, input.ColumnOf(menu.Items[0].Replaced.Start), theme, area with { Height = area.Height - Height }, frame);
        }
    }
}
