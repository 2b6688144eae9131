using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>NSH keys in text (format_odp_nsh_attr, format_nsh_key and format_nsh_key_mask in lib/odp-util.c).</summary>
internal static class NshText
{
    /// <summary>Bytes of base and MD1 metadata back to back: flags, ttl, mdtype, np, be32 path header, four be32 contexts.</summary>
    public const int Size = 24;

    /// <summary>Bytes of the base.</summary>
    public const int BaseSize = 8;

    /// <summary>Fixed-length metadata.</summary>
    public const byte MdType1 = 1;

    /// <summary>Variable-length metadata.</summary>
    public const byte MdType2 = 2;

    private static readonly string[] Contexts = ["c1", "c2", "c3", "c4"];

    /// <returns>Offset of malformed bytes, or -1.</returns>
    public static int Format(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style, int offset)
    {
        Span<byte> value = stackalloc byte[Size], bits = stackalloc byte[Size];
        value.Clear();
        bits.Fill(0xff);
        int malformed = -1;
        var reader = new NetlinkReader(key, offset);
        while (reader.MoveNext())
        {
            var type = (NshAttr)reader.Type;
            bool found = false;
            var part = mask.IsPresent ? NetlinkReader.Find(mask.Bytes, reader.Type, out found) : default;
            int expected = type switch { NshAttr.Base => BaseSize, NshAttr.Md1 => Size - BaseSize, 0 => 0, _ => -1 };
            if (!AttributeLengths.Check(sink, expected, reader.Value, found ? MaskView.Of(part) : MaskView.None, reader.Type))
            {
                malformed = malformed < 0 ? reader.Offset : malformed;
                continue;
            }

            if (type is NshAttr.Base or NshAttr.Md1)
            {
                int at = type == NshAttr.Base ? 0 : BaseSize;
                reader.Value.CopyTo(value[at..]);
                part.CopyTo(bits[at..]);
            }
        }

        if (mask.IsPresent)
        {
            Masked(sink, value, bits);
        }
        else
        {
            Exact(sink, value, style == KeyStyle.Trace);
        }

        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    /// <summary>Writes all fields; for <c>ofproto/trace</c> without ttl, which its parser does not know.</summary>
    public static void Exact(TextSink sink, ReadOnlySpan<byte> nsh, bool trace = false)
    {
        var (spi, si) = Path(nsh);
        sink.Put("flags=").Number(nsh[0]);
        if (!trace)
        {
            sink.Put(",ttl=").Number(nsh[1]);
        }

        sink.Put(",mdtype=").Number(nsh[2]).Put(",np=").Number(nsh[3]).Put(",spi=0x").HexDigitsOf(spi, 1).Put(",si=").Number(si);
        for (int i = 0; i < Contexts.Length && nsh[2] == MdType1; i++)
        {
            sink.Put(',').Put(Contexts[i]).Put("=0x").HexDigitsOf(ReadUInt32BigEndian(nsh[(BaseSize + 4 * i)..]), 1);
        }
    }

    /// <summary>Writes the fields whose mask is not 0.</summary>
    public static void Masked(TextSink sink, ReadOnlySpan<byte> nsh, ReadOnlySpan<byte> mask)
    {
        var (spi, si) = Path(nsh);
        var (spiMask, siMask) = Path(mask);
        bool first = true;
        Byte(sink, ref first, "flags", nsh[0], mask[0]);
        Byte(sink, ref first, "ttl", nsh[1], mask[1]);
        Byte(sink, ref first, "mdtype", nsh[2], mask[2]);
        Byte(sink, ref first, "np", nsh[3], mask[3]);
        Word(sink, ref first, "spi", spi, spiMask == 0xffffff ? uint.MaxValue : spiMask);
        Byte(sink, ref first, "si", si, siMask);
        for (int i = 0; i < Contexts.Length; i++)
        {
            int at = BaseSize + 4 * i;
            Word(sink, ref first, Contexts[i], ReadUInt32BigEndian(nsh[at..]), ReadUInt32BigEndian(mask[at..]));
        }
    }

    private static (uint Spi, byte Si) Path(ReadOnlySpan<byte> nsh) => (ReadUInt32BigEndian(nsh[4..]) >> 8, nsh[7]);

    private static void Byte(TextSink sink, ref bool first, string name, byte value, byte mask)
    {
        if (mask == 0)
        {
            return;
        }

        Name(sink, ref first, name);
        if (mask == 0xff)
        {
            sink.Number(value);
        }
        else
        {
            sink.Put("0x").HexDigitsOf(value, 2).Put("/0x").HexDigitsOf(mask, 2);
        }
    }

    private static void Word(TextSink sink, ref bool first, string name, uint value, uint mask)
    {
        if (mask == 0)
        {
            return;
        }

        Name(sink, ref first, name);
        sink.Put("0x").HexDigitsOf(value, 1);
        if (mask != uint.MaxValue)
        {
            sink.Put("/0x").HexDigitsOf(mask, 8);
        }
    }

    private static void Name(TextSink sink, ref bool first, string name)
    {
        if (!first)
        {
            sink.Put(',');
        }

        first = false;
        sink.Put(name).Put('=');
    }
}
