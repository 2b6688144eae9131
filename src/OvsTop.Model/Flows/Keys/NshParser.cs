using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>nsh(…)</c>.</summary>
internal static class NshParser
{
    private const int Path = 4, Contexts = NshText.BaseSize;

    private static readonly FieldInfo[] Fields =
    [
        new("flags", FieldKind.U8, 0), new("ttl", FieldKind.U8, 1), new("mdtype", FieldKind.U8, 2), new("np", FieldKind.U8, 3),
        new("spi", FieldKind.Reserved, Path), new("si", FieldKind.U8, Path + 3), new("c1", FieldKind.Reserved, Contexts),
        new("c2", FieldKind.Reserved, Contexts + 4), new("c3", FieldKind.Reserved, Contexts + 8), new("c4", FieldKind.Reserved, Contexts + 12),
    ];

    /// <summary>Reads an attribute with its closing parenthesis.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        Span<byte> value = stackalloc byte[NshText.Size], bits = stackalloc byte[NshText.Size];
        if (!Fill(ref cursor, value, bits, out bool masked) || !cursor.Demand(")"))
        {
            return false;
        }

        int start = key.BeginNested((ushort)KeyAttr.Nsh);
        key.Put((ushort)NshAttr.Base, value[..NshText.BaseSize]);

        // Always: a key without contexts would be printed with exact contexts of 0 where there is a mask.
        key.Put((ushort)NshAttr.Md1, value[NshText.BaseSize..]);
        key.EndNested(start);
        start = mask.BeginNested((ushort)KeyAttr.Nsh);
        mask.Put((ushort)NshAttr.Base, bits[..NshText.BaseSize]);
        mask.Put((ushort)NshAttr.Md1, bits[NshText.BaseSize..]);
        mask.EndNested(start);
        cursor.SawMask |= masked;
        return true;
    }

    /// <summary>Reads fields up to the closing parenthesis into base and MD1 back to back.</summary>
    /// <param name="cursor">The text.</param>
    /// <param name="value">Values.</param>
    /// <param name="bits">Masks.</param>
    /// <param name="masked">True if a mask was given or a field of the base left out.</param>
    public static bool Fill(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> bits, out bool masked)
    {
        value.Clear();
        bits.Clear();
        bool before = cursor.SawMask;
        cursor.SawMask = false;
        masked = false;
        int seen = 0;
        while (cursor.Next != ')' && !cursor.Rest.StartsWith("md2="))
        {
            int at = Array.FindIndex(Fields, FindName(cursor));
            if (at < 0)
            {
                return cursor.Fail("expected a field of nsh");
            }

            seen |= 1 << at;
            var field = Fields[at];
            cursor.Position += field.Name.Length + 1;
            if (!(field.Name == "spi" ? Spi(ref cursor, value, bits) : FieldParser.ParseValue(ref cursor, field.Kind, value.Slice(field.Offset, field.Size), bits.Slice(field.Offset, field.Size))))
            {
                return false;
            }

            if (!cursor.Take(',') && cursor.Next != ')')
            {
                return cursor.Fail("expected \",\" or \")\"");
            }
        }

        masked = cursor.SawMask || (seen & 0x3f) != 0x3f;
        cursor.SawMask = before;
        return true;
    }

    private static Predicate<FieldInfo> FindName(in TextCursor cursor)
    {
        var rest = cursor.Rest;
        int equals = rest.IndexOf('=');
        string name = equals < 0 ? "" : rest[..equals].ToString();
        return field => field.Name == name;
    }

    /// <summary>The service path is the upper 24 bits of a be32 whose last byte is the service index.</summary>
    private static bool Spi(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> bits)
    {
        byte si = value[Path + 3], siMask = bits[Path + 3];
        Span<byte> spi = stackalloc byte[4], mask = stackalloc byte[4];
        if (!FieldParser.ParseValue(ref cursor, FieldKind.Reserved, spi, mask))
        {
            return false;
        }

        WriteUInt32BigEndian(value[Path..], ReadUInt32BigEndian(spi) << 8 | si);
        WriteUInt32BigEndian(bits[Path..], ReadUInt32BigEndian(mask) << 8 | siMask);
        return true;
    }
}
