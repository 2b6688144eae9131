using System.Globalization;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Reads and writes the value of a field.</summary>
internal static class ValueSyntax
{
    private static readonly (string Name, int Value, int Mask)[] Fragments =
    [
        ("no", 0, 3), ("first", 1, 3), ("later", 3, 3), ("yes", 1, 1), ("not_later", 0, 2),
    ];

    /// <summary>Reads a value.</summary>
    /// <param name="field">Whose value.</param>
    /// <param name="text">The value without quotes.</param>
    /// <param name="isQuoted">It stood in quotes: names and texts are then taken as they are.</param>
    /// <param name="value">The value.</param>
    /// <param name="where">On an error, the place in <paramref name="text"/>.</param>
    /// <returns>null, or what is wrong.</returns>
    public static string? Read(FilterField field, string text, bool isQuoted, out FilterValue value, out TextSpan where)
    {
        where = new(0, text.Length);
        value = FilterValue.Named(text);
        if (text == "*" && !isQuoted)
        {
            value = FilterValue.Masked(0, 0);
            return null;
        }

        switch (field.Kind)
        {
            case ValueKind.Text:
                return text.Length > 0 ? null : $"{field.Name} needs a name: {field.Name}={field.Example}";
            case ValueKind.Content:
                return Content(field, text, isQuoted, ref value);
            case ValueKind.Port when isQuoted || !IsNumeric(text):
                return text.Length > 0 ? null : $"{field.Name} needs a port: {field.Name}={field.Example}";
            case ValueKind.Choice:
                return Choice(field, text, out value);
            case ValueKind.Fragment:
                return Fragment(text, out value);
            case ValueKind.PacketType:
                return PacketType(field, text, out value);
            case ValueKind.Ufid:
                return Ufid.TryParse(text, out var ufid)
                    ? Set(ToNumber(ufid), UInt128.MaxValue, out value)
                    : $"{NumberSyntax.Shown(text)} is not a ufid";
            case ValueKind.Flags when !IsNumeric(text):
                return FlagSyntax.Read(field, text, out value, out where);
            default:
                return Ranged(field, text, out value, out where);
        }
    }

    /// <summary>Writes a value so that <see cref="Read"/> gives it back.</summary>
    public static string Write(FilterField field, FilterValue value)
    {
        if (value.Text is { } text)
        {
            return value.IsBytes ? $"0x{text}" : field.Kind is ValueKind.Content || !IsPlain(field, text) ? Quote(text) : text;
        }

        if (value.Mask == 0)
        {
            return "*";
        }

        if (value.UpTo is { } upTo)
        {
            return $"{One(field, value.Value)}..{One(field, upTo)}";
        }

        bool isExact = value.Mask == field.FullMask;
        switch (field.Kind)
        {
            case ValueKind.Flags:
                return FlagSyntax.Write(field, value);
            case ValueKind.Fragment:
                return Array.Find(Fragments, f => (UInt128)f.Value == value.Value && (UInt128)f.Mask == value.Mask).Name;
            case ValueKind.Ipv4 or ValueKind.Ipv6 when !isExact && PrefixLength(field, value.Mask) is { } length:
                return $"{One(field, value.Value)}/{length.ToString(CultureInfo.InvariantCulture)}";
            case ValueKind.Mac or ValueKind.Ipv4 or ValueKind.Ipv6:
                return isExact ? One(field, value.Value) : $"{One(field, value.Value)}/{One(field, value.Mask)}";
            default:
                return isExact ? One(field, value.Value) : $"0x{value.Value:x}/0x{value.Mask:x}";
        }
    }

    /// <summary>A number of this kind without a mask.</summary>
    public static string One(FilterField field, UInt128 value) => field.Kind switch
    {
        ValueKind.Mac => AddressSyntax.Mac(value),
        ValueKind.Ipv4 => AddressSyntax.Ipv4(value),
        ValueKind.Ipv6 => AddressSyntax.Ipv6(value),
        ValueKind.Ufid => ToUfid(value).ToString(),
        ValueKind.PacketType => $"({(ulong)value >> 16},0x{(ushort)value:x})",
        ValueKind.Choice when value < (UInt128)field.Names.Count => field.Names[(int)value],
        ValueKind.Hexadecimal => $"0x{value:x}",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A ufid as a number.</summary>
    public static UInt128 ToNumber(Ufid ufid) =>
        new(((ulong)ufid.Word0 << 32) | ufid.Word1, ((ulong)ufid.Word2 << 32) | ufid.Word3);

    private static Ufid ToUfid(UInt128 value) =>
        new((uint)(value >> 96), (uint)(value >> 64), (uint)(value >> 32), (uint)value);

    private static string? Ranged(FilterField field, string text, out FilterValue value, out TextSpan where)
    {
        int dots = field.IsInteger ? text.IndexOf("..", StringComparison.Ordinal) : -1;
        if (dots < 0)
        {
            return Masked(field, text, out value, out where);
        }

        where = new(0, dots);
        value = default;
        string? problem = NumberSyntax.Read(text.AsSpan(0, dots), field.FullMask, out var from);
        if (problem is null)
        {
            where = TextSpan.Between(dots + 2, text.Length);
            problem = NumberSyntax.Read(text.AsSpan(dots + 2), field.FullMask, out var upTo);
            if (problem is null && upTo < from)
            {
                where = new(0, text.Length);
                return $"the range is empty: write {text[(dots + 2)..]}..{text[..dots]}";
            }

            value = FilterValue.Range(from, upTo, field.FullMask);
        }

        return problem;
    }

    private static string? Masked(FilterField field, string text, out FilterValue value, out TextSpan where)
    {
        int slash = text.IndexOf('/');
        string number = slash < 0 ? text : text[..slash];
        where = slash < 0 ? new(0, text.Length) : new(0, slash);
        value = default;
        var mask = field.FullMask;
        string? problem = Number(field, number, field.FullMask, out var bits);
        if (problem is null && slash >= 0)
        {
            where = TextSpan.Between(slash + 1, text.Length);
            problem = field.Maskable ? Mask(field, text[(slash + 1)..], out mask) : $"{field.Name} takes no mask";
        }

        value = FilterValue.Masked(bits, mask);
        return problem;
    }

    private static string? Number(FilterField field, string text, UInt128 largest, out UInt128 value)
    {
        bool isAddress = field.Kind switch
        {
            ValueKind.Mac => AddressSyntax.TryMac(text, out value),
            ValueKind.Ipv4 => AddressSyntax.TryIpv4(text, out value),
            ValueKind.Ipv6 => AddressSyntax.TryIpv6(text, out value),
            _ => NumberSyntax.Read(text, 0, out value) is null,
        };
        return field.Kind switch
        {
            ValueKind.Mac => isAddress ? null : $"{NumberSyntax.Shown(text)} is not an Ethernet address",
            ValueKind.Ipv4 => isAddress ? null : $"{NumberSyntax.Shown(text)} is not an IPv4 address",
            ValueKind.Ipv6 => isAddress ? null : $"{NumberSyntax.Shown(text)} is not an IPv6 address",
            _ => NumberSyntax.Read(text, largest, out value)
                ?? ((value & ((UInt128.One << field.ZeroBits) - 1)) != 0 ? LowBits(text) : null),
        };
    }

    private static string LowBits(string text) =>
        $"{text} has ECN bits set; nw_tos is the DSCP times 4: use ip_dscp and nw_ecn";

    private static string? Mask(FilterField field, string text, out UInt128 mask)
    {
        if (field.Kind is ValueKind.Ipv4 or ValueKind.Ipv6 && !text.AsSpan().ContainsAny(".:"))
        {
            string? problem = NumberSyntax.Read(text, (UInt128)field.Bits, out var length);
            mask = length == 0 ? 0 : field.FullMask << (field.Bits - (int)length) & field.FullMask;
            return problem is null ? null : $"{NumberSyntax.Shown(text)} is not a prefix length; 0 to {field.Bits}";
        }

        // Masks are often written 0xffff whatever the width.
        var widest = field.IsInteger && field.Bits < 64 ? ulong.MaxValue : UInt128.MaxValue;
        string? wrong = Number(field with { ZeroBits = 0 }, text, widest, out mask);
        mask &= field.FullMask;
        return wrong;
    }

    private static string? Choice(FilterField field, string text, out FilterValue value)
    {
        for (int i = 0; i < field.Names.Count; i++)
        {
            if (text.Equals(field.Names[i], StringComparison.OrdinalIgnoreCase))
            {
                return Set((UInt128)i, field.FullMask, out value);
            }
        }

        string list = string.Join(' ', field.Names);
        bool isNumber = NumberSyntax.Read(text, field.FullMask, out var number) is null;
        Set(number, field.FullMask, out value);
        return isNumber ? null : $"{NumberSyntax.Shown(text)} is no {field.Name}; one of {list}";
    }

    private static string? Fragment(string text, out FilterValue value)
    {
        foreach (var (name, bits, mask) in Fragments)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Set((UInt128)bits, (UInt128)mask, out value);
            }
        }

        value = default;
        return $"{NumberSyntax.Shown(text)} is no fragment kind; one of no yes first later not_later";
    }

    private static string? PacketType(FilterField field, string text, out FilterValue value)
    {
        value = default;
        int comma = text.IndexOf(',');
        if (text.Length < 5 || text[0] != '(' || text[^1] != ')' || comma < 0)
        {
            return $"a packet type is written {field.Name}=(0,0) or {field.Name}=(1,0x800)";
        }

        string? problem = NumberSyntax.Read(text.AsSpan(1..comma).Trim(), ushort.MaxValue, out var ns);
        if (problem is null)
        {
            problem = NumberSyntax.Read(text.AsSpan((comma + 1)..^1).Trim(), ushort.MaxValue, out var id);
            value = FilterValue.Masked((ns << 16) | id, field.FullMask);
        }

        return problem;
    }

    private static string? Content(FilterField field, string text, bool isQuoted, ref FilterValue value)
    {
        if (isQuoted || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return text.Length > 0 ? null : $"{field.Name} needs text or bytes: {field.Name}={field.Example}";
        }

        if (text.Length < 4 || text.Length % 2 != 0 || !NumberSyntax.IsHex(text.AsSpan(2)))
        {
            return $"{NumberSyntax.Shown(text)} is not a whole number of bytes in hexadecimal";
        }

        value = FilterValue.Bytes(text[2..].ToLowerInvariant());
        return null;
    }

    private static string? Set(UInt128 bits, UInt128 mask, out FilterValue value)
    {
        value = FilterValue.Masked(bits, mask);
        return null;
    }

    private static int? PrefixLength(FilterField field, UInt128 mask)
    {
        int length = field.Bits - (int)UInt128.TrailingZeroCount(mask);
        return (field.FullMask << (field.Bits - length) & field.FullMask) == mask ? length : null;
    }

    private static bool IsNumeric(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]) && NumericPrefix(text);

    private static bool NumericPrefix(string text)
    {
        int slash = text.IndexOf('/');
        var digits = slash < 0 ? text.AsSpan() : text.AsSpan(0, slash);
        return digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? NumberSyntax.IsHex(digits[2..])
            : NumberSyntax.IsDecimal(digits);
    }

    private static bool IsPlain(FilterField field, string text) =>
        text.Length > 0 && text != "*" && !(field.Kind is ValueKind.Port && IsNumeric(text))
        && FilterLexer.Next(text, 0, true) is { Kind: TokenKind.Word, Span: var span } && span == new TextSpan(0, text.Length);

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
