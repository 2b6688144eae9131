using System.Text;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Flags: <c>+set-clear</c>, <c>these|exactly</c>.</summary>
internal static class FlagSyntax
{
    /// <summary>Reads flags by name.</summary>
    /// <returns>null, or what is wrong; the span then says where in the text.</returns>
    public static string? Read(FilterField field, string text, out FilterValue value, out TextSpan where)
    {
        UInt128 bits = 0;
        UInt128 mask = 0;
        value = default;
        where = new(0, text.Length);
        bool isMasked = text.Length > 0 && text[0] is '+' or '-';
        for (int i = 0; i < text.Length;)
        {
            bool isSet = true;
            if (isMasked || i > 0)
            {
                if (text[i] != (isMasked ? text[i] is '+' ? '+' : '-' : '|'))
                {
                    where = new(i, text.Length - i);
                    return isMasked ? "flags are written +set-clear" : "flags are joined by |, or each has its + or -";
                }

                isSet = text[i] != '-';
                i++;
            }

            int end = i;
            while (end < text.Length && text[end] is not ('+' or '-' or '|'))
            {
                end++;
            }

            where = TextSpan.Between(i, end);
            int bit = IndexOf(field.Names, text.AsSpan(i, end - i));
            if (bit < 0)
            {
                where = end == i ? new(Math.Max(0, i - 1), 1) : where;
                return $"unknown {field.Name} flag; one of {string.Join(' ', field.Names)}";
            }

            if ((mask >> bit & 1) != 0)
            {
                return $"{field.Names[bit]} is given twice";
            }

            mask |= UInt128.One << bit;
            bits |= isSet ? UInt128.One << bit : 0;
            i = end;
        }

        value = FilterValue.Masked(bits, isMasked ? mask : field.FullMask);
        return null;
    }

    /// <summary>Writes flags; the inverse of <see cref="Read"/>, or a number where names cannot say it.</summary>
    public static string Write(FilterField field, FilterValue value)
    {
        bool isExact = value.Mask == field.FullMask;
        if ((isExact && value.Value == 0) || value.Mask >> field.Names.Count != 0)
        {
            return isExact ? $"0x{value.Value:x}" : $"0x{value.Value:x}/0x{value.Mask:x}";
        }

        var text = new StringBuilder();
        for (int bit = 0; bit < field.Names.Count; bit++)
        {
            bool isSet = (value.Value >> bit & 1) != 0;
            if (isExact ? isSet : (value.Mask >> bit & 1) != 0)
            {
                text.Append(isExact ? text.Length > 0 ? "|" : "" : isSet ? "+" : "-").Append(field.Names[bit]);
            }
        }

        return text.ToString();
    }

    private static int IndexOf(IReadOnlyList<string> names, ReadOnlySpan<char> name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (name.Equals(names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
