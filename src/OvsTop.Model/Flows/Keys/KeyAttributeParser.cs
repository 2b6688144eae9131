using System.Buffers;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads one <c>name(…)</c> attribute of a flow key.</summary>
internal static class KeyAttributeParser
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Reads an attribute into key and mask.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        var name = cursor.TakeUntil("(), :");
        if (!KeyTable.TryFind(name, out var type))
        {
            int number = -1;
            if (name.StartsWith("key") && int.TryParse(name[3..], System.Globalization.NumberStyles.None, null, out number) && number <= NetlinkReader.TypeMask)
            {
                return cursor.Demand("(") && Unknown(ref cursor, (ushort)number, key, mask);
            }

            cursor.Position -= name.Length;
            return cursor.Fail($"unknown attribute \"{name}\"");
        }

        return cursor.Demand("(") && Known(ref cursor, type, key, mask);
    }

    /// <summary>Reads the hexadecimal bytes of an attribute without a name.</summary>
    public static bool Unknown(ref TextCursor cursor, ushort type, NetlinkWriter key, NetlinkWriter mask)
    {
        if (!Bytes(ref cursor, out byte[] value))
        {
            return false;
        }

        byte[] bits = new byte[value.Length];
        Array.Fill(bits, (byte)0xff);
        if (cursor.Take('/'))
        {
            cursor.SawMask = true;
            if (!Bytes(ref cursor, out bits))
            {
                return false;
            }
        }

        key.Put(type, value);
        mask.Put(type, bits);
        return cursor.Demand(")");
    }

    /// <summary>Reads bytes of two digits each with blanks between them.</summary>
    public static bool Bytes(ref TextCursor cursor, out byte[] bytes)
    {
        var list = new List<byte>();
        while (cursor.Rest is [var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low))
        {
            list.Add((byte)(TextCursor.HexValue(high) << 4 | TextCursor.HexValue(low)));
            cursor.Position += 2;
            cursor.Take(' ');
        }

        bytes = [.. list];
        return bytes.Length <= ushort.MaxValue - NetlinkReader.HeaderSize || cursor.Fail("attribute longer than 65531 bytes");
    }

    private static bool Known(ref TextCursor cursor, KeyAttr type, NetlinkWriter key, NetlinkWriter mask)
    {
        switch (type)
        {
            case KeyAttr.Encap: return Encap(ref cursor, key, mask);
            case KeyAttr.Tunnel: return TunnelParser.Parse(ref cursor, key, mask);
            case KeyAttr.Nsh: return NshParser.Parse(ref cursor, key, mask);
            case KeyAttr.Mpls: return MplsParser.Parse(ref cursor, key, mask);
            case KeyAttr.EtherType when cursor.Rest.StartsWith("0/"): return MaskOnlyEtherType(ref cursor, mask);
        }

        int size = KeyLayout.LengthOf(type);
        Span<byte> value = stackalloc byte[Math.Max(size, 0)], bits = stackalloc byte[value.Length];
        value.Clear();
        bits.Clear();
        if (size <= 0 || !Payload(ref cursor, type, value, bits))
        {
            return cursor.Fail("this attribute has no text form");
        }

        key.Put((ushort)type, value);
        mask.Put((ushort)type, bits);
        return true;
    }

    private static bool Payload(ref TextCursor cursor, KeyAttr type, scoped Span<byte> value, scoped Span<byte> bits)
    {
        var fields = KeyTable.Find(type)!.Fields;
        if (fields.Length > 0)
        {
            return FieldParser.ParseAll(ref cursor, fields, value, bits);
        }

        bool good = type switch
        {
            // Printed empty where a wildcarded field is not shown.
            KeyAttr.CtMark or KeyAttr.CtZone or KeyAttr.CtLabels when cursor.Next == ')' => Wildcard(ref cursor),
            KeyAttr.Priority or KeyAttr.SkbMark or KeyAttr.DpHash or KeyAttr.RecircId or KeyAttr.CtMark or KeyAttr.CtZone => Number(ref cursor, value, bits),
            KeyAttr.CtLabels => Number128(ref cursor, value, bits),
            KeyAttr.CtState => Flags(ref cursor, FlagNames.CtState, value, bits, bigEndian: false),
            KeyAttr.TcpFlags => Flags(ref cursor, FlagNames.Tcp, value, bits, bigEndian: true),
            KeyAttr.EtherType => FieldParser.ParseValue(ref cursor, FieldKind.Be16Hex, value, bits),
            KeyAttr.InPort => InPort(ref cursor, value, bits),
            KeyAttr.Vlan => VlanParser.Parse(ref cursor, value, bits),
            _ => cursor.Fail("this attribute has no text form"),
        };
        return good && cursor.Demand(")");
    }

    private static bool Wildcard(ref TextCursor cursor)
    {
        cursor.SawMask = true;
        return true;
    }

    /// <summary>A number in host order.</summary>
    private static bool Number(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> bits)
    {
        if (!FieldParser.ParseValue(ref cursor, value.Length == 2 ? FieldKind.Be16 : FieldKind.Reserved, value, bits))
        {
            return false;
        }

        value.Reverse();
        bits.Reverse();
        return true;
    }

    /// <summary>A 128-bit number and mask, both stored little-endian.</summary>
    public static bool Number128(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> bits)
    {
        if (!cursor.BigNumber(value))
        {
            return false;
        }

        bits.Fill(0xff);
        if (cursor.Take('/'))
        {
            cursor.SawMask = true;
            if (!cursor.BigNumber(bits))
            {
                return false;
            }
        }

        value.Reverse();
        bits.Reverse();
        return true;
    }

    private static bool Flags(ref TextCursor cursor, FlagNames names, scoped Span<byte> value, scoped Span<byte> bits, bool bigEndian)
    {
        if (!FlagsParser.Parse(ref cursor, names, '|', out uint flags, out uint mask))
        {
            return false;
        }

        if (bigEndian)
        {
            WriteUInt16BigEndian(value, (ushort)flags);
            WriteUInt16BigEndian(bits, (ushort)mask);
        }
        else
        {
            WriteUInt32LittleEndian(value, flags);
            WriteUInt32LittleEndian(bits, mask);
        }

        return true;
    }

    private static bool InPort(ref TextCursor cursor, scoped Span<byte> value, scoped Span<byte> bits)
    {
        var token = cursor.Rest;
        int end = token.IndexOf(')');
        token = end < 0 ? token : token[..end];
        uint port = 0;
        bool named = token.IndexOfAnyExcept(Digits) >= 0 && cursor.Ports is not null && cursor.Ports.TryPort(token, out port);
        if (!named)
        {
            return char.IsAsciiDigit(cursor.Next) ? Number(ref cursor, value, bits) : cursor.Fail($"unknown port \"{token}\"");
        }

        cursor.Position += token.Length;
        WriteUInt32LittleEndian(value, port);
        bits.Fill(0xff);
        return true;
    }

    /// <summary><c>eth_type(0/0xffff)</c>: the mask has the attribute, the key has not.</summary>
    private static bool MaskOnlyEtherType(ref TextCursor cursor, NetlinkWriter mask)
    {
        cursor.SawMask = true;
        cursor.Position += 2;
        if (!cursor.U32(out uint bits, ushort.MaxValue))
        {
            return false;
        }

        mask.Be16((ushort)KeyAttr.EtherType, (ushort)bits);
        return cursor.Demand(")");
    }

    private static bool Encap(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        if (++cursor.Depth > TextCursor.MaxDepth)
        {
            return cursor.Fail("nested too deeply");
        }

        int keyStart = key.BeginNested((ushort)KeyAttr.Encap), maskStart = mask.BeginNested((ushort)KeyAttr.Encap);
        if (!FlowKeyParser.Attributes(ref cursor, key, mask))
        {
            return false;
        }

        cursor.SkipDelimiters();
        cursor.Depth--;
        return (key.EndNested(keyStart) & mask.EndNested(maskStart) || cursor.Fail("nested attributes longer than 65535 bytes")) && cursor.Demand(")");
    }
}
