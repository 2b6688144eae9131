using OvsTop.Model.Filters.Editing;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>
/// The filter line over the last rows.
/// <code>
///               "tpdst": unknown field, did you mean tp_dst?
///  / tcp,nw_src=10.0.0.0/8,tpdst=80█
///                          ^^^^^
/// </code>
/// </summary>
internal static class FilterPrompt
{
    /// <summary>Rows.</summary>
    public const int Height = 3;

    private const int PromptWidth = 3;
    private const string Keys = "Enter apply  Tab complete  ↑↓ earlier ones  Ctrl-U empty  Esc as it was";

    /// <summary>Draws into the last rows of <paramref name="area"/>, and the proposals above them.</summary>
    public static void Draw(FilterLine line, Theme theme, Rect area, Frame frame)
    {
        area.Top(area.Height - Height, out var rect);
        frame.Fill(rect, ' ', theme[Role.Text]);
        var row = new Rect(rect.X + PromptWidth, rect.Y + 1, rect.Width - PromptWidth - 1, 1);
        frame.Write(rect.X + 1, row.Y, theme[Role.Key], "/");
        var input = new InputLine(row, line.Edit.Text, line.Edit.Cursor);
        Text(line, input, theme, frame);
        if (line.Edit.Complaint is { } complaint)
        {
            Message(complaint, row.X, theme[Role.Crit], theme, rect, frame);
        }
        else if (line.Result.Error is { } error)
        {
            int x = Math.Clamp(input.ColumnOf(error.Span.Start), row.X, row.Right - 1);
            int end = Math.Clamp(input.ColumnOf(error.Span.End), x + 1, row.Right);
            frame.Fill(new Rect(x, rect.Y + 2, end - x, 1), '^', theme[Role.Crit]);
            Message(error.Message, x, theme[Role.Crit], theme, rect, frame);
        }
        else
        {
            frame.WriteFit(row.X, rect.Y + 2, row.Width, theme[Role.Dim], Keys);
            Message(line.Hint, row.X, theme[line.Result.Warnings.Count > 0 ? Role.Warn : Role.Dim], theme, rect, frame);
        }

        if (line.Menu is { } menu)
        {
            CompletionPopup.Draw(menu, input.ColumnOf(menu.Items[menu.Selected].Replaced.Start), theme, area with { Height = area.Height - Height }, frame);
        }
    }

    private static void Text(FilterLine line, in InputLine input, Theme theme, Frame frame)
    {
        string text = line.Edit.Text;
        input.Piece(frame, 0, text.Length, theme[Role.Text]);
        foreach (var (span, kind) in Highlighter.Highlight(text))
        {
            input.Piece(frame, span.Start, span.Length, theme[text[span.Start] == '@' ? Role.Accent : RoleOf(kind)]);
        }

        if (line.Result.Error is { Span: { Length: > 0 } wrong } && wrong.End <= text.Length)
        {
            input.Piece(frame, wrong.Start, wrong.Length, theme[Role.Crit]);
        }

        input.Cursor(frame, theme[Role.Dim]);
    }

    // The message begins over the column it is about, or as far left as it needs to be whole.
    private static void Message(string message, int column, Style style, Theme theme, Rect rect, Frame frame)
    {
        frame.Fill(rect with { Height = 1 }, '─', theme[Role.Border]);
        int width = Math.Min(TextWidth.Of(message) + 2, rect.Width - 2);
        int x = Math.Clamp(column - 1, rect.X + 1, Math.Max(rect.X + 1, rect.Right - 1 - width));
        if (message.Length > 0)
        {
            frame.Fill(new Rect(x, rect.Y, width, 1), ' ', style);
            frame.WriteFit(x + 1, rect.Y, width - 2, style, message);
        }
    }

    private static Role RoleOf(TokenClass kind) => kind switch
    {
        TokenClass.Field or TokenClass.Protocol => Role.Accent,
        TokenClass.Number or TokenClass.Name or TokenClass.Text => Role.Ok,
        TokenClass.Joint => Role.Key,
        TokenClass.Error => Role.Crit,
        _ => Role.Text,
    };
}
