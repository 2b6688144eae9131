using System.Globalization;
using System.Text;

namespace OvsTop.Screen.State;

/// <summary>A line of text being edited. The cursor stands between characters as users see them, never inside one.</summary>
/// <param name="Text">The text, without control characters.</param>
/// <param name="Cursor">Offset of the cursor, 0 .. length.</param>
public sealed record LineEdit(string Text, int Cursor)
{
    /// <summary>Longest line, in UTF-16 units; what does not fit is not inserted, and <see cref="LeftOut"/> tells.</summary>
    public const int MaxLength = 4096;

    /// <summary>An empty line.</summary>
    public static LineEdit Empty { get; } = new("", 0);

    /// <summary>Length of what the last key would have inserted, had it fitted; 0 when it did.</summary>
    public int LeftOut { get; init; }

    /// <summary>What to say about that; null when there is nothing.</summary>
    public string? Complaint => LeftOut == 0 ? null : FormattableString.Invariant($"left out {LeftOut:N0} more: a line takes {MaxLength:N0} characters");

    /// <summary>A line with the cursor at its end.</summary>
    public static LineEdit Of(string text) => Empty.Insert(text);

    /// <summary>Text at the cursor. Line breaks and other controls become blanks.</summary>
    public LineEdit Insert(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.TrimEnd('\r', '\n').EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return Text.Length + clean.Length > MaxLength ? this with { LeftOut = clean.Length } : new(Text.Insert(Cursor, clean.ToString()), Cursor + clean.Length);
    }

    /// <summary>Other text in the place of some.</summary>
    public LineEdit Replace(int start, int length, string text) => (this with { Text = Text.Remove(start, length), Cursor = start }).Insert(text);

    /// <summary>One character to the left.</summary>
    public LineEdit Left() => this with { Cursor = Before(Cursor) };

    /// <summary>One character to the right.</summary>
    public LineEdit Right() => this with { Cursor = After(Cursor) };

    /// <summary>To the beginning of the word.</summary>
    public LineEdit WordLeft() => this with { Cursor = WordStart() };

    /// <summary>To the end of the word.</summary>
    public LineEdit WordRight() => this with { Cursor = WordEnd() };

    /// <summary>To the beginning.</summary>
    public LineEdit Home() => this with { Cursor = 0 };

    /// <summary>To the end.</summary>
    public LineEdit End() => this with { Cursor = Text.Length };

    /// <summary>Deletes the character at the left.</summary>
    public LineEdit Backspace() => Cut(Before(Cursor), Cursor);

    /// <summary>Deletes the character at the cursor.</summary>
    public LineEdit Delete() => Cut(Cursor, After(Cursor));

    /// <summary>Deletes all before the cursor.</summary>
    public LineEdit CutBefore() => Cut(0, Cursor);

    /// <summary>Deletes all from the cursor on.</summary>
    public LineEdit CutAfter() => Cut(Cursor, Text.Length);

    /// <summary>Deletes back to the beginning of the word.</summary>
    public LineEdit CutWord() => Cut(WordStart(), Cursor);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or ':' || char.IsSurrogate(c);

    private LineEdit Cut(int start, int end) => new(Text.Remove(start, end - start), start);

    private int After(int offset) => offset == Text.Length ? offset : offset + StringInfo.GetNextTextElementLength(Text, offset);

    private int Before(int offset)
    {
        int last = 0;
        for (int at = 0; at < offset; at = After(at))
        {
            last = at;
        }

        return last;
    }

    private int WordStart()
    {
        int at = Cursor;
        while (at > 0 && !IsWord(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && IsWord(Text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int WordEnd()
    {
        int at = Cursor;
        while (at < Text.Length && !IsWord(Text[at]))
        {
            at++;
        }

        while (at < Text.Length && IsWord(Text[at]))
        {
            at++;
        }

        return at;
    }
}
