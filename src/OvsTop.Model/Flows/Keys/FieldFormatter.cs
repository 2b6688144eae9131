using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Prints one field, with a comma behind it.</summary>
internal static class FieldFormatter
{
    private static readonly string[] Frags = ["no", "first", "later"];

    /// <summary>Prints all fields of an attribute without a trailing comma.</summary>
    public static void FormatAll(TextSink sink, FieldInfo[] fields, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style)
    {
        foreach (var field in fields)
        {
            Format(sink, style == KeyStyle.Trace ? field.TraceName ?? field.Name : field.Name, field, key, mask, style != KeyStyle.Brief);
        }

        sink.Chomp(',');
    }

    /// <summary>Prints a field if it is not wildcarded or all is asked for.</summary>
    public static void Format(TextSink sink, string name, FieldInfo field, ReadOnlySpan<byte> key, MaskView mask, bool verbose)
    {
        var value = key.Slice(field.Offset, field.Size);
        var bits = mask.Slice(field.Offset, field.Size);
        bool empty = bits.IsWildcard || field.Kind == FieldKind.TunnelId && !bits.IsPresent;
        switch (field.Kind)
        {
            case FieldKind.Frag:
                Frag(sink, name, value[0], bits);
                return;
            case FieldKind.Reserved:
                sink.Put(name).Put("=0x").HexDigitsOf(ReadUInt32BigEndian(value), 1).Put(',');
                return;
        }

        if (empty && !verbose)
        {
            return;
        }

        Value(sink.Put(name).Put('='), field.Kind, value);
        if (!IsExact(field.Kind, bits))
        {
            Mask(sink.Put('/'), field.Kind, bits.Bytes);
        }

        sink.Put(',');
    }

    private static bool IsExact(FieldKind kind, MaskView bits) =>
        bits.IsExact || kind == FieldKind.Ipv6Label && (ReadUInt32BigEndian(bits.Bytes) & 0xfffff) == 0xfffff;

    private static void Value(TextSink sink, FieldKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case FieldKind.U8: sink.Number(value[0]); break;
            case FieldKind.Be16: sink.Number(ReadUInt16BigEndian(value)); break;
            case FieldKind.TunnelId: sink.Put("0x").HexDigitsOf(ReadUInt64BigEndian(value), 1); break;
            default: Mask(sink, kind, value); break;
        }
    }

    private static void Mask(TextSink sink, FieldKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case FieldKind.Mac: sink.Mac(value); break;
            case FieldKind.Ipv4: sink.Ipv4(value); break;
            case FieldKind.Ipv6: sink.Ipv6(value); break;
            case FieldKind.U8 or FieldKind.U8Hex: sink.Hex(value[0]); break;
            case FieldKind.Be16 or FieldKind.Be16Hex: sink.Hex(ReadUInt16BigEndian(value)); break;
            case FieldKind.Ipv6Label: sink.Hex(ReadUInt32BigEndian(value)); break;
            case FieldKind.TunnelId: sink.Hex(ReadUInt64BigEndian(value)); break;
        }
    }

    /// <summary>An enumeration: a partial mask has no meaning.</summary>
    private static void Frag(TextSink sink, string name, byte value, MaskView bits)
    {
        if (bits.IsWildcard)
        {
            return;
        }

        if (!bits.IsExact)
        {
            sink.Put("error: partial mask not supported for frag (").Hex(bits.Bytes[0]).Put("),");
            return;
        }

        sink.Put(name).Put('=').Put(value < Frags.Length ? Frags[value] : "<error>").Put(',');
    }
}
