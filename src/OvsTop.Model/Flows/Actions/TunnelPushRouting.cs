using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>The headers of a tunnel push that lie right on IP: GRE, ERSPAN and SRv6.</summary>
internal static class TunnelPushRouting
{
    private const int SegmentHeader = 8;

    /// <summary><c>gre((flags=,proto=),csum=,key=,seq=)</c>.</summary>
    public static bool Gre(TextSink sink, ReadOnlySpan<byte> gre)
    {
        if (gre.Length < 4)
        {
            return Cut(sink, "gre(truncated header))");
        }

        int flags = ReadUInt16BigEndian(gre);
        sink.Put("gre((flags=0x").HexDigitsOf((uint)flags, 1).Put(",proto=0x").HexDigitsOf(ReadUInt16BigEndian(gre[2..]), 1).Put(')');
        var options = gre[4..];
        return GreOption(sink, ",csum=", 2, flags & TunnelPush.GreChecksum, ref options)
            && GreOption(sink, ",key=", 4, flags & TunnelPush.GreKey, ref options)
            && GreOption(sink, ",seq=", 4, flags & TunnelPush.GreSequence, ref options)
            && Close(sink);
    }

    /// <summary><c>erspan(ver=1,sid=,idx=)</c> or <c>erspan(ver=2,sid=,dir=,hwid=)</c>.</summary>
    public static bool Erspan(TextSink sink, ReadOnlySpan<byte> gre)
    {
        if (gre.Length < TunnelPush.ErspanGre + 4)
        {
            return Cut(sink, "erspan(truncated header))");
        }

        var header = gre[TunnelPush.ErspanGre..];
        uint session = (uint)(header[2] & 3) << 8 | header[3];
        var metadata = header[4..];
        switch (header[0] >> 4)
        {
            case 1 when metadata.Length < 4: return Cut(sink, "erspan(ver=1,truncated header))");
            case 1:
                sink.Put("erspan(ver=1,sid=0x").HexDigitsOf(session, 1).Put(",idx=0x").HexDigitsOf(ReadUInt32BigEndian(metadata), 1).Put(')');
                return true;
            case 2 when metadata.Length < 8: return Cut(sink, "erspan(ver=2, truncated header))");
            case 2:
                uint hardwareId = (uint)(metadata[6] & 3) << 4 | (uint)metadata[7] >> 4;
                sink.Put("erspan(ver=2,sid=0x").HexDigitsOf(session, 1).Put(",dir=").Number(metadata[7] >> 3 & 1)
                    .Put(",hwid=0x").HexDigitsOf(hardwareId, 1).Put(')');
                return true;
            default: return true;
        }
    }

    /// <summary><c>srv6(segments_left=,segs(…))</c>, the last segment first as they are visited.</summary>
    public static bool Srv6(TextSink sink, ReadOnlySpan<byte> header)
    {
        if (header.Length < SegmentHeader)
        {
            return Cut(sink, "srv6(truncated header))");
        }

        int count = header[4] + 1;
        sink.Put("srv6(segments_left=").Number(header[3]).Put(",segs(");
        if (header.Length - SegmentHeader < count * 16)
        {
            return Cut(sink, "truncated segs)))");
        }

        for (int i = count - 1; i >= 0; i--)
        {
            sink.Ipv6(header[(SegmentHeader + 16 * i)..]).Put(',');
        }

        sink.Chomp(',').Put("))");
        return true;
    }

    private static bool GreOption(TextSink sink, string name, int size, int flag, ref ReadOnlySpan<byte> options)
    {
        if (flag == 0)
        {
            return true;
        }

        if (options.Length < size)
        {
            return Cut(sink.Put(name), "<truncated>))");
        }

        sink.Put(name).Put("0x").HexDigitsOf(size == 2 ? ReadUInt16BigEndian(options) : ReadUInt32BigEndian(options), 1);
        options = options[Math.Min(4, options.Length)..];
        return true;
    }

    private static bool Close(TextSink sink)
    {
        sink.Put(')');
        return true;
    }

    private static bool Cut(TextSink sink, string text)
    {
        sink.Put(text);
        return false;
    }
}
