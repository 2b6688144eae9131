namespace OvsTop.Model.Flows;

/// <summary><c>{class=,type=,len=,0x…}</c> (format_geneve_opts in lib/odp-util.c).</summary>
internal static class GeneveOptions
{
    /// <summary>be16 class, u8 type, u8 of which the low 5 bits are the length in words.</summary>
    public const int HeaderSize = 4;

    private static readonly FieldInfo Class = new("class", FieldKind.Be16Hex, 0);
    private static readonly FieldInfo Type = new("type", FieldKind.U8Hex, 2);
    private static readonly FieldInfo Length = new("len", FieldKind.U8, 3);

    /// <summary>The fields in front of the data; <c>len</c> is in bytes.</summary>
    public static readonly FieldInfo[] Fields = [Class, Type, Length];

    /// <summary>Writes all options; false if one is cut, which is written instead.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> options, MaskView mask, bool verbose)
    {
        if (mask.IsPresent && mask.Bytes.Length != options.Length)
        {
            sink.Put("value len ").Number(options.Length).Put(" different from mask len ").Number(mask.Bytes.Length);
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        scoped Span<byte> headerMask = stackalloc byte[HeaderSize];
        for (int at = 0; at < options.Length;)
        {
            int left = options.Length - at;
            if (left < HeaderSize)
            {
                sink.Put("opt len ").Number(left).Put(" less than minimum ").Number(HeaderSize);
                return false;
            }

            int dataLength = (options[at + 3] & 0x1f) * 4, length = HeaderSize + dataLength;
            if (length > left)
            {
                sink.Put("opt len ").Number(length).Put(" greater than remaining ").Number(left);
                return false;
            }

            options.Slice(at, HeaderSize).CopyTo(header);
            header[3] = (byte)dataLength;
            if (mask.IsPresent)
            {
                mask.Bytes.Slice(at, HeaderSize).CopyTo(headerMask);
                int words = headerMask[3] & 0x1f;
                headerMask[3] = (byte)(words == 0x1f ? 0xff : words);
            }

            Option(sink, header, mask.IsPresent ? MaskView.Of(headerMask) : MaskView.None, options.Slice(at + HeaderSize, dataLength), mask.Slice(at + HeaderSize, dataLength), verbose);
            at += length;
        }

        return true;
    }

    private static void Option(TextSink sink, ReadOnlySpan<byte> header, MaskView headerMask, ReadOnlySpan<byte> data, MaskView dataMask, bool verbose)
    {
        sink.Put('{');
        foreach (var field in Fields)
        {
            FieldFormatter.Format(sink, field.Name, field, header, headerMask, verbose);
        }

        if (data.Length > 0 && (verbose || !dataMask.IsWildcard))
        {
            sink.HexNumber(data);
            if (!dataMask.IsExact)
            {
                sink.Put('/').HexNumber(dataMask.Bytes);
            }
        }
        else
        {
            sink.Chomp(',');
        }

        sink.Put('}');
    }
}
