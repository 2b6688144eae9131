using System.Buffers;
using System.Globalization;

namespace OvsTop.Vswitchd.Replies;

/// <summary>What the readers of reply texts share. Replies grow with releases: what is not recognised is passed over.</summary>
internal static class ReplyText
{
    private static readonly SearchValues<char> DecimalDigits = SearchValues.Create("0123456789.");

    /// <summary>The whole number right after a label that starts a word, e.g. <c>hit:</c>; null when it is missing or unknown (<c>?</c>).</summary>
    public static ulong? Number(ReadOnlySpan<char> line, ReadOnlySpan<char> label)
    {
        int end = AfterLabel(line, label);
        if (end < 0) return null;
        var digits = line[end..];
        int length = digits.IndexOfAnyExceptInRange('0', '9');
        return ulong.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, null, out ulong value) ? value : null;
    }

    /// <summary>The decimal number right after a label, or null.</summary>
    public static double? Decimal(ReadOnlySpan<char> line, ReadOnlySpan<char> label)
    {
        int end = AfterLabel(line, label);
        if (end < 0) return null;
        var digits = line[end..];
        int length = digits.IndexOfAnyExcept(DecimalDigits);
        return double.TryParse(length < 0 ? digits : digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>Number of leading blanks: the level of a line.</summary>
    public static int Indent(ReadOnlySpan<char> line)
    {
        int first = line.IndexOfAnyExcept(' ');
        return first < 0 ? line.Length : first;
    }

    /// <summary>Splits <c>type</c>, <c>type: key=value, ...</c> or <c>type, remark</c> as they stand in parentheses.</summary>
    public static (string Type, string Configuration) TypeAndConfiguration(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(':', ',');
        return end < 0 ? (text.Trim().ToString(), "") : (text[..end].Trim().ToString(), text[(end + 1)..].Trim().ToString());
    }

    private static int AfterLabel(ReadOnlySpan<char> line, ReadOnlySpan<char> label)
    {
        for (int from = 0; from <= line.Length - label.Length;)
        {
            int at = line[from..].IndexOf(label);
            if (at < 0) return -1;
            at += from;
            if (at == 0 || line[at - 1] is ' ' or '(') return at + label.Length;
            from = at + 1;
        }

        return -1;
    }
}
