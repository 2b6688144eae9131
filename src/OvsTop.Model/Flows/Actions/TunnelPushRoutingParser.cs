using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads the headers of a tunnel push that lie right on IP: GRE, ERSPAN and SRv6.</summary>
internal static class TunnelPushRoutingParser
{
    private const int MaxSegments = 6, SegmentHeader = 8, RoutingType = 4;

    /// <summary><c>gre((flags=,proto=),csum=,key=,seq=)</c>.</summary>
    public static bool Gre(ref TextCursor cursor, scoped Span<byte> gre)
    {
        if (!TunnelPushParser.Value(ref cursor, "gre((flags=", ushort.MaxValue, out uint flags)
            || !TunnelPushParser.Value(ref cursor, ",proto=", ushort.MaxValue, out uint proto) || !cursor.Demand(")"))
        {
            return false;
        }

        WriteUInt16BigEndian(gre, (ushort)flags);
        WriteUInt16BigEndian(gre[2..], (ushort)proto);
        int at = 4;
        if ((flags & TunnelPush.GreChecksum) != 0)
        {
            if (!TunnelPushParser.Value(ref cursor, ",csum=", ushort.MaxValue, out uint checksum))
            {
                return false;
            }

            WriteUInt16BigEndian(gre[at..], (ushort)checksum);
            at += 4;
        }

        return Option(ref cursor, ",key=", (flags & TunnelPush.GreKey) != 0, gre, ref at)
            && Option(ref cursor, ",seq=", (flags & TunnelPush.GreSequence) != 0, gre, ref at) && cursor.Demand(")");
    }

    /// <summary><c>erspan(ver=1,sid=,idx=)</c> or <c>erspan(ver=2,sid=,dir=,hwid=)</c>.</summary>
    public static bool Erspan(ref TextCursor cursor, scoped Span<byte> gre)
    {
        if (!TunnelPushParser.Value(ref cursor, "erspan(ver=", 2, out uint version) || !TunnelPushParser.Value(ref cursor, ",sid=", 0x3ff, out uint session))
        {
            return false;
        }

        WriteUInt16BigEndian(gre, TunnelPush.GreSequence);
        WriteUInt16BigEndian(gre[2..], (ushort)(version == 1 ? 0x88be : 0x22eb));
        var header = gre[TunnelPush.ErspanGre..];
        (header[0], header[2], header[3]) = ((byte)(version << 4), (byte)(session >> 8), (byte)session);
        if (version == 1)
        {
            bool good = TunnelPushParser.Value(ref cursor, ",idx=", uint.MaxValue, out uint index);
            WriteUInt32BigEndian(header[4..], index);
            return good && cursor.Demand(")");
        }

        bool both = TunnelPushParser.Value(ref cursor, ",dir=", 1, out uint direction) & TunnelPushParser.Value(ref cursor, ",hwid=", 0x3f, out uint hardwareId);
        (header[10], header[11]) = ((byte)(hardwareId >> 4), (byte)(hardwareId << 4 | direction << 3));
        return both && cursor.Demand(")");
    }

    /// <summary><c>srv6(segments_left=,segs(…))</c>, the last segment first.</summary>
    public static bool Srv6(ref TextCursor cursor, scoped Span<byte> header)
    {
        if (!TunnelPushParser.Value(ref cursor, "srv6(segments_left=", byte.MaxValue, out uint left) || !cursor.Demand(",segs("))
        {
            return false;
        }

        Span<byte> segments = stackalloc byte[16 * MaxSegments];
        int count = 0;
        do
        {
            if (count == MaxSegments || !AddressParser.Ipv6(ref cursor, segments.Slice(16 * count, 16)))
            {
                return cursor.Fail($"more than {MaxSegments} segments");
            }

            count++;
        }
        while (cursor.Take(','));

        (header[1], header[2], header[3], header[4]) = ((byte)(2 * count), RoutingType, (byte)left, (byte)(count - 1));
        for (int i = 0; i < count; i++)
        {
            segments.Slice(16 * i, 16).CopyTo(header[(SegmentHeader + 16 * (count - 1 - i))..]);
        }

        return cursor.Demand("))");
    }

    private static bool Option(ref TextCursor cursor, string name, bool present, scoped Span<byte> gre, ref int at)
    {
        if (!present)
        {
            return true;
        }

        bool good = TunnelPushParser.Value(ref cursor, name, uint.MaxValue, out uint value);
        WriteUInt32BigEndian(gre[at..], value);
        at += 4;
        return good;
    }
}
