using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>name=value[/mask]</c> fields.</summary>
internal static class FieldParser
{
    /// <summary>Reads fields up to and with the closing parenthesis. Fields not in the text stay 0 in value and mask.</summary>
    public static bool ParseAll(ref TextCursor cursor, FieldInfo[] fields, scoped Span<byte> value, scoped Span<byte> mask)
    {
        int count = 0;
        while (!cursor.Take(')'))
        {
            if (count > 0 && !cursor.Take(',') || count++ > fields.Length)
            {
                return cursor.Fail("expected \",\" or \")\"");
            }

            if (!Parse(ref cursor, fields, value, mask))
            {
                return false;
            }
        }

        cursor.SawMask |= count < fields.Length;
        return true;
    }

    /// <summary>Reads one field.</summary>
    public static bool Parse(ref TextCursor cursor, FieldInfo[] fields, scoped Span<byte> value, scoped Span<byte> mask)
    {
        foreach (var field in fields)
        {
            if (TakeName(ref cursor, field.Name) || field.TraceName is { } alias && TakeName(ref cursor, alias))
            {
                return ParseValue(ref cursor, field.Kind, value.Slice(field.Offset, field.Size), mask.Slice(field.Offset, field.Size));
            }
        }

        return cursor.Fail($"unknown field; one of {string.Join(' ', fields.Select(f => f.Name))}");
    }

    /// <summary>Reads the name and the equals sign if they come next.</summary>
    public static bool TakeName(ref TextCursor cursor, string name)
    {
        var rest = cursor.Rest;
        if (rest.Length <= name.Length || rest[name.Length] != '=' || !rest.StartsWith(name, StringComparison.Ordinal))
        {
            return false;
        }

        cursor.Position += name.Length + 1;
        return true;
    }

    /// <summary>Reads a value and its mask; without one in the text the mask is exact.</summary>
    public static bool ParseValue(ref TextCursor cursor, FieldKind kind, scoped Span<byte> value, scoped Span<byte> mask)
    {
        if (!One(ref cursor, kind, value))
        {
            return false;
        }

        mask.Fill(0xff);
        if (kind == FieldKind.Ipv6Label)
        {
            WriteUInt32BigEndian(mask, 0xfffff);
        }

        if (!cursor.Take('/'))
        {
            return true;
        }

        cursor.SawMask = true;
        return One(ref cursor, kind, mask);
    }

    private static bool One(ref TextCursor cursor, FieldKind kind, scoped Span<byte> value)
    {
        switch (kind)
        {
            case FieldKind.Mac: return AddressParser.Mac(ref cursor, value);
            case FieldKind.Ipv4: return AddressParser.Ipv4(ref cursor, value);
            case FieldKind.Ipv6: return AddressParser.Ipv6(ref cursor, value);
            case FieldKind.Frag: return Frag(ref cursor, out value[0]);
            default:
                ulong max = value.Length == 8 ? ulong.MaxValue : (1UL << (8 * value.Length)) - 1;
                if (!cursor.Number(max, out ulong number))
                {
                    return false;
                }

                for (int i = value.Length - 1; i >= 0; i--, number >>= 8)
                {
                    value[i] = (byte)number;
                }

                return true;
        }
    }

    private static bool Frag(ref TextCursor cursor, out byte value)
    {
        value = cursor.Take("no") ? (byte)FragType.None : cursor.Take("first") ? (byte)FragType.First : cursor.Take("later") ? (byte)FragType.Later : byte.MaxValue;
        return value != byte.MaxValue || cursor.Fail("expected no, first or later");
    }
}
