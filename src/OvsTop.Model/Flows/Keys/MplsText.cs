using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>MPLS label stack entries in text (format_mpls in lib/odp-util.c).</summary>
internal static class MplsText
{
    /// <summary>Writes a stack; false if the lengths do not fit, which is written instead.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> key, MaskView mask)
    {
        if (key.IsEmpty || (key.Length & 3) != 0)
        {
            sink.Put("(bad key length ").Number(key.Length).Put(')');
            return false;
        }

        if (mask.IsPresent && mask.Bytes.Length != key.Length)
        {
            sink.Put("(key length ").Number(key.Length).Put(" != mask length ").Number(mask.Bytes.Length).Put(')');
            return false;
        }

        for (int i = 0; i < key.Length; i += 4)
        {
            Entry(sink, ReadUInt32BigEndian(key[i..]), mask.IsPresent ? ReadUInt32BigEndian(mask.Bytes[i..]) : null);
            sink.Put(',');
        }

        sink.Chomp(',');
        return true;
    }

    /// <summary>Writes one entry: label 20 bits, tc 3, bos 1, ttl 8.</summary>
    public static TextSink Entry(TextSink sink, uint key, uint? mask = null)
    {
        Part(sink.Put("label="), key >> 12, mask >> 12, "/0x");
        Part(sink.Put(",tc="), key >> 9 & 7, mask >> 9 & 7, "/");
        Part(sink.Put(",ttl="), key & 0xff, mask & 0xff, "/0x");
        Part(sink.Put(",bos="), key >> 8 & 1, mask >> 8 & 1, "/");
        return sink;
    }

    private static void Part(TextSink sink, uint value, uint? mask, string separator)
    {
        sink.Number(value);
        if (mask is { } bits)
        {
            sink.Put(separator).HexDigitsOf(bits, 1);
        }
    }
}
