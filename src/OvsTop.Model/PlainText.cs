using System.Globalization;

namespace OvsTop.Model;

/// <summary>Makes untrusted text fit for a terminal or a line of a file.</summary>
public static class PlainText
{
    /// <summary>Control, format (bidi and zero width) and lone surrogate characters become '?'; text without any is given back as it is.</summary>
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

    private static int IndexOfBad(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return i;
            }
        }

        return -1;
    }
}
