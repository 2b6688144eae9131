using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Writes one key attribute of correct length, <c>name(…)</c> (format_odp_key_attr__ in lib/odp-util.c).</summary>
internal static class KeyAttributeFormatter
{
    /// <returns>Offset of malformed bytes inside, or -1.</returns>
    public static int Format(TextSink sink, KeyAttr type, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style, PortNames? ports, int offset)
    {
        var info = KeyTable.Find(type);
        if (info is null)
        {
            sink.Put(type == KeyAttr.TunnelInfo ? "<error: kernel-only tunnel_info>" : "key");
            _ = type == KeyAttr.TunnelInfo ? sink : sink.Number((int)type);
        }
        else
        {
            sink.Put(info.Name);
        }

        sink.Put('(');
        int malformed = -1;
        switch (type)
        {
            case KeyAttr.Priority or KeyAttr.SkbMark or KeyAttr.DpHash or KeyAttr.RecircId:
                Hex32(sink, type, key, mask);
                break;
            case KeyAttr.CtMark when style != KeyStyle.Brief || HasBits(mask):
                Hex32(sink, type, key, mask);
                break;
            case KeyAttr.CtZone when style != KeyStyle.Brief || HasBits(mask):
                sink.Hex(ReadUInt16LittleEndian(key));
                if (!MaskRules.IsExact(type, mask))
                {
                    sink.Put('/').Hex(ReadUInt16LittleEndian(mask.Bytes));
                }

                break;
            case KeyAttr.CtMark or KeyAttr.CtZone: break;
            case KeyAttr.CtState: CtState(sink, key, mask, style); break;
            case KeyAttr.CtLabels: Number128(sink, key, mask, style != KeyStyle.Brief); break;
            case KeyAttr.InPort: InPort(sink, key, mask, ports); break;
            case KeyAttr.Vlan: VlanText.Format(sink, ReadUInt16BigEndian(key), mask.IsPresent ? ReadUInt16BigEndian(mask.Bytes) : (ushort)0xffff, style != KeyStyle.Brief); break;
            case KeyAttr.EtherType: EtherType(sink, key, mask); break;
            case KeyAttr.TcpFlags: TcpFlags(sink, key, mask); break;
            case KeyAttr.Mpls:
                if (!MplsText.Format(sink, key, MaskRules.IsExact(type, mask) ? MaskView.None : mask))
                {
                    return offset - NetlinkReader.HeaderSize;
                }

                break;
            case KeyAttr.Tunnel: malformed = TunnelFormatter.Format(sink, key, mask, style, offset); break;
            case KeyAttr.Nsh: malformed = NshText.Format(sink, key, mask, style, offset); break;
            default:
                if (info is { Fields.Length: > 0 })
                {
                    FieldFormatter.FormatAll(sink, info.Fields, key, mask, style);
                }
                else
                {
                    Unknown(sink, type, key, mask);
                }

                break;
        }

        sink.Put(')');
        return malformed;
    }

    /// <summary>Bytes of an attribute Open vSwitch has no name for.</summary>
    public static void Unknown(TextSink sink, KeyAttr type, ReadOnlySpan<byte> key, MaskView mask)
    {
        sink.Bytes(key, ' ');
        if (!MaskRules.IsExact(type, mask))
        {
            sink.Put('/').Bytes(mask.Bytes, ' ');
        }
    }

    /// <summary>A little-endian 128-bit number as one hexadecimal number (format_u128).</summary>
    public static void Number128(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, bool verbose)
    {
        if (!verbose && !HasBits(mask))
        {
            return;
        }

        BigEndian(sink, key);
        if (!mask.IsExact)
        {
            BigEndian(sink.Put('/'), mask.Bytes);
        }
    }

    private static void BigEndian(TextSink sink, ReadOnlySpan<byte> littleEndian)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteUInt128BigEndian(bytes, ReadUInt128LittleEndian(littleEndian));
        sink.HexNumber(bytes);
    }

    private static bool HasBits(MaskView mask) => mask.IsPresent && !mask.IsWildcard;

    private static void Hex32(TextSink sink, KeyAttr type, ReadOnlySpan<byte> key, MaskView mask)
    {
        sink.Hex(ReadUInt32LittleEndian(key));
        if (!MaskRules.IsExact(type, mask))
        {
            sink.Put('/').Hex(ReadUInt32LittleEndian(mask.Bytes));
        }
    }

    private static void CtState(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style)
    {
        uint state = ReadUInt32LittleEndian(key);
        if (style != KeyStyle.Brief)
        {
            Hex32(sink, KeyAttr.CtState, key, mask);
        }
        else
        {
            FlagNames.CtState.FormatMasked(sink, state, mask.IsPresent ? ReadUInt32LittleEndian(mask.Bytes) : uint.MaxValue, uint.MaxValue);
        }
    }

    private static void InPort(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, PortNames? ports)
    {
        uint port = ReadUInt32LittleEndian(key);
        if (MaskRules.IsExact(KeyAttr.InPort, mask))
        {
            sink.Port(port, ports);
        }
        else
        {
            sink.Number(port).Put('/').Hex(ReadUInt32LittleEndian(mask.Bytes));
        }
    }

    private static void EtherType(TextSink sink, ReadOnlySpan<byte> key, MaskView mask)
    {
        sink.Put("0x").HexDigitsOf(ReadUInt16BigEndian(key), 4);
        if (!MaskRules.IsExact(KeyAttr.EtherType, mask))
        {
            sink.Put("/0x").HexDigitsOf(ReadUInt16BigEndian(mask.Bytes), 4);
        }
    }

    private static void TcpFlags(TextSink sink, ReadOnlySpan<byte> key, MaskView mask)
    {
        uint bits = MaskRules.IsExact(KeyAttr.TcpFlags, mask) ? 0xfffu : ReadUInt16BigEndian(mask.Bytes) & 0xfffu;
        FlagNames.Tcp.FormatMasked(sink, ReadUInt16BigEndian(key), bits, 0xfff);
    }
}
