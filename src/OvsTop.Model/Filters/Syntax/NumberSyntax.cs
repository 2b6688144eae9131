using System.Buffers;
using System.Globalization;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Unsigned integers, decimal or 0x hexadecimal, of up to 128 bits.</summary>
internal static class NumberSyntax
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Reads a number.</summary>
    /// <returns>null, or what is wrong with it.</returns>
    public static string? Read(ReadOnlySpan<char> text, UInt128 largest, out UInt128 value)
    {
        value = 0;
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = isHex ? text[2..] : text;
        if (digits.IsEmpty || !(isHex ? IsHex(digits) : IsDecimal(digits)))
        {
            return $"{Shown(text)} is not a number";
        }

        if (!isHex && digits.Length > 1 && digits[0] == '0')
        {
            return $"{Shown(text)} may be octal or decimal; write it without the leading 0";
        }

        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var significant = digits.TrimStart('0');
        bool fits = significant.IsEmpty || UInt128.TryParse(significant, style, CultureInfo.InvariantCulture, out value);
        return fits && value <= largest ? null : $"{Shown(text)} is too large; the largest value is {Largest(largest, isHex)}";
    }

    /// <summary>There is nothing but hexadecimal digits.</summary>
    public static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);

    /// <summary>There is nothing but decimal digits.</summary>
    public static bool IsDecimal(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Text for a message: short, and quoted when empty.</summary>
    public static string Shown(ReadOnlySpan<char> text) =>
        text.IsEmpty ? "\"\"" : text.Length > 60 ? $"{text[..60]}…" : text.ToString();

    private static string Largest(UInt128 largest, bool isHex) =>
        isHex || largest > ulong.MaxValue ? $"0x{largest:x}" : largest.ToString(CultureInfo.InvariantCulture);
}
