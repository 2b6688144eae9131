using System.Globalization;
using System.Text;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Puts carets under a piece of a text.</summary>
public static class CaretText
{
    private const string Gap = "…";

    /// <summary>
    /// Two lines, without a line break at the end: the text and, under the span, carets and the message. A text wider than the width is
    /// cut around the span; control characters are shown as blanks.
    /// </summary>
    /// <param name="text">The text, untrusted.</param>
    /// <param name="span">The place; it may lie at the end of the text.</param>
    /// <param name="message">The message.</param>
    /// <param name="width">Columns of the text line, at least 20.</param>
    public static string Format(string text, TextSpan span, string message, int width)
    {
        width = Math.Max(width, 20);
        int start = Math.Clamp(span.Start, 0, text.Length);
        int length = Math.Clamp(span.Length, 1, Math.Max(1, text.Length - start));
        int first = 0;
        int last = text.Length;
        if (text.Length > width)
        {
            first = Math.Clamp(start - (width / 3), 0, text.Length - width + 2);
            last = Math.Min(text.Length, first + width - 2);
        }

        var line = new StringBuilder();
        int column = 0;
        int carets = 0;
        line.Append(first > 0 ? Gap : "");
        column += first > 0 ? 1 : 0;
        for (int i = first; i < last; i++)
        {
            int cells = Append(line, text[i]);
            column += i < start ? cells : 0;
            carets += i >= start && i < start + length ? cells : 0;
        }

        line.Append(last < text.Length ? Gap : "").Append('\n').Append(' ', column).Append('^', Math.Max(1, carets));
        return line.Append(' ').Append(message).ToString();
    }

    private static int Append(StringBuilder line, char c)
    {
        if (char.IsControl(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format)
        {
            line.Append(' ');
            return 1;
        }

        line.Append(c);
        return CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
    }
}
