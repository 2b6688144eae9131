using System.Globalization;
using System.Text;

namespace OvsTop.Model;

/// <summary>Makes untrusted text fit for a terminal or a line of a file.</summary>
public static class PlainText
{
    /// <summary>Control, format (bidi and zero width), unassigned and lone surrogate characters become '?'; text without any is given back as it is.</summary>
    public static string Of(string text)
    {
        int bad = IndexOfBad(text, 0);
        if (bad < 0)
        {
            return text;
        }

        char[] clean = text.ToCharArray();
        for (; bad >= 0; bad = IndexOfBad(text, bad + 1))
        {
            clean[bad] = '?';
        }

        return new string(clean);
    }

    /// <summary>The same of a text of any length, for a message of one line: what is longer than allowed is cut and ends in "...".</summary>
    public static string Brief(ReadOnlySpan<char> text, int longest = 200) => text.Length > longest ? Of(string.Concat(text[..longest], "...")) : Of(text.ToString());

    /// <summary>The same of UTF-8.</summary>
    public static string Brief(ReadOnlySpan<byte> utf8, int longest)
    {
        const int MostBytes = 4;
        return Brief(Encoding.UTF8.GetString(utf8[..(int)Math.Min(utf8.Length, (long)longest * MostBytes + MostBytes)]), longest);
    }

    private static int IndexOfBad(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return i;
            }
        }

        return -1;
    }
}
