using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads the options of a tunnel, each with its closing parenthesis.</summary>
internal static class TunnelOptionsParser
{
    private static readonly FieldInfo[] PolicyFields = [new("id", FieldKind.Be16, 1), new("flags", FieldKind.U8Hex, 0)];

    private static readonly FieldInfo[] ErspanFields =
        [new("ver", FieldKind.U8, 0), new("idx", FieldKind.Reserved, 4), new("dir", FieldKind.U8, 1), new("hwid", FieldKind.U8Hex, 2)];

    /// <summary><c>gbp(id=,flags=)</c> or attributes without a name.</summary>
    public static bool Vxlan(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        int keyStart = key.BeginNested((ushort)TunnelAttr.VxlanOptions), maskStart = mask.BeginNested((ushort)TunnelAttr.VxlanOptions);
        Span<byte> value = stackalloc byte[3], bits = stackalloc byte[3];
        for (bool more = cursor.Next != ')'; more; more = cursor.Take(','))
        {
            if (!cursor.Take("gbp("))
            {
                if (!Unknown(ref cursor, key, mask))
                {
                    return false;
                }

                continue;
            }

            value.Clear();
            bits.Clear();
            if (!FieldParser.ParseAll(ref cursor, PolicyFields, value, bits))
            {
                return false;
            }

            VxlanOptions.Write(key, value);
            VxlanOptions.Write(mask, bits);
        }

        key.EndNested(keyStart);
        mask.EndNested(maskStart);
        return cursor.Demand(")");
    }

    /// <summary><c>ver=1,idx=</c> or <c>ver=2,dir=,hwid=</c>; the version may be left out where it is wildcarded.</summary>
    public static bool Erspan(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        Span<byte> value = stackalloc byte[8], bits = stackalloc byte[8];
        value.Clear();
        bits.Clear();
        bool index = false, direction = false;
        for (bool more = cursor.Next != ')'; more; more = cursor.Take(','))
        {
            index |= cursor.Rest.StartsWith("idx=");
            direction |= cursor.Next is 'd' or 'h';
            if (!FieldParser.Parse(ref cursor, ErspanFields, value, bits))
            {
                return false;
            }
        }

        int version = value[0] != 0 ? value[0] : index ? 1 : direction ? 2 : 0;
        Store(key.Reserve((ushort)TunnelAttr.ErspanOptions, ErspanOptions.Size), version, value, direction);
        Store(mask.Reserve((ushort)TunnelAttr.ErspanOptions, ErspanOptions.Size), bits[0], bits, direction);
        return cursor.Demand(")");

        static void Store(Span<byte> options, int version, ReadOnlySpan<byte> fields, bool direction)
        {
            WriteInt32LittleEndian(options, version);
            fields[4..].CopyTo(options[4..]);
            if (direction)
            {
                options[ErspanOptions.Md2Byte] = (byte)((fields[1] & 1) << 3 | fields[2] << 4);
            }
        }
    }

    /// <summary><c>flags=,msgtype=</c>.</summary>
    public static bool Gtpu(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        Span<byte> value = stackalloc byte[2], bits = stackalloc byte[2];
        value.Clear();
        bits.Clear();
        if (!FieldParser.ParseAll(ref cursor, GtpuOptions.Fields, value, bits))
        {
            return false;
        }

        key.Put((ushort)TunnelAttr.GtpuOptions, value);
        mask.Put((ushort)TunnelAttr.GtpuOptions, bits);
        return true;
    }

    /// <summary><c>keyN(…)</c>.</summary>
    public static bool Unknown(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask) =>
        cursor.Demand("key") && cursor.U32(out uint type, NetlinkReader.TypeMask) && cursor.Demand("(")
        && KeyAttributeParser.Unknown(ref cursor, (ushort)type, key, mask);

    /// <summary>Options in braces.</summary>
    public static bool Geneve(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        var values = new List<byte>();
        var masks = new List<byte>();
        if (!GeneveList(ref cursor, values, masks))
        {
            return false;
        }

        key.Put((ushort)TunnelAttr.GeneveOptions, values.ToArray());
        mask.Put((ushort)TunnelAttr.GeneveOptions, masks.ToArray());
        return cursor.Demand(")");
    }

    /// <summary>Reads options into wire bytes.</summary>
    public static bool GeneveList(ref TextCursor cursor, List<byte> values, List<byte> masks)
    {
        Span<byte> header = stackalloc byte[GeneveOptions.HeaderSize], headerMask = stackalloc byte[GeneveOptions.HeaderSize];
        while (cursor.Take('{'))
        {
            header.Clear();
            headerMask.Clear();
            bool data = false;
            while (cursor.Next != '}' && !data)
            {
                data = char.IsAsciiDigit(cursor.Next);
                if (!data && !(FieldParser.Parse(ref cursor, GeneveOptions.Fields, header, headerMask) && (cursor.Take(',') || cursor.Next == '}' || cursor.Fail("expected \",\""))))
                {
                    return false;
                }
            }

            if (!GeneveOption(ref cursor, header, headerMask, data, values, masks) || !cursor.Demand("}"))
            {
                return false;
            }

            if (values.Count > ushort.MaxValue - 64)
            {
                return cursor.Fail("too many options");
            }
        }

        return true;
    }

    private static bool GeneveOption(
        ref TextCursor cursor, scoped Span<byte> header, scoped Span<byte> headerMask, bool hasData, List<byte> values, List<byte> masks)
    {
        const int MaxData = 124;
        if (header[3] > MaxData || header[3] % 4 != 0)
        {
            return cursor.Fail("len is a multiple of 4 up to 124");
        }

        Span<byte> data = stackalloc byte[MaxData], dataMask = stackalloc byte[MaxData];
        data.Clear();
        dataMask.Clear();
        int length = header[3];
        if (hasData)
        {
            if (!cursor.BigNumber(data))
            {
                return false;
            }

            dataMask.Fill(0xff);
            if (cursor.Take('/'))
            {
                cursor.SawMask = true;
                if (!cursor.BigNumber(dataMask))
                {
                    return false;
                }
            }

            int used = MaxData - Math.Max(data.IndexOfAnyExcept((byte)0), 0);
            if (length == 0)
            {
                // len is not shown where it is wildcarded; the data says how long it must be at least.
                length = data.IndexOfAnyExcept((byte)0) < 0 ? 4 : (used + 3) & ~3;
            }
            else if (data.IndexOfAnyExcept((byte)0) >= 0 && used > length)
            {
                return cursor.Fail($"data longer than {length} bytes");
            }
        }

        header[3] = (byte)(length / 4);
        headerMask[3] &= 0x1f;
        values.AddRange(header);
        masks.AddRange(headerMask);
        values.AddRange(data[(MaxData - length)..]);
        masks.AddRange(dataMask[(MaxData - length)..]);
        return true;
    }
}
