using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Addresses as glibc's inet_ntop and lib/packets.c print them.</summary>
public static class AddressText
{
    /// <summary>Appends <c>aa:bb:cc:dd:ee:ff</c>.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="mac">Six bytes.</param>
    public static TextSink Mac(this TextSink sink, ReadOnlySpan<byte> mac) => sink.Bytes(mac[..6], ':');

    /// <summary>Appends dotted decimals.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="address">Four bytes.</param>
    public static TextSink Ipv4(this TextSink sink, ReadOnlySpan<byte> address) =>
        sink.Number(address[0]).Put('.').Number(address[1]).Put('.').Number(address[2]).Put('.').Number(address[3]);

    /// <summary>Appends the shortest form: the first longest run of at least two zero words is <c>::</c>, and the last 32 bits are dotted behind <c>::</c> or <c>::ffff:</c>.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="address">Sixteen bytes.</param>
    public static TextSink Ipv6(this TextSink sink, ReadOnlySpan<byte> address)
    {
        var (start, length) = LongestZeroRun(address);
        for (int i = 0; i < 8; i++)
        {
            if (i >= start && i < start + length)
            {
                if (i == start)
                {
                    sink.Put(':');
                }

                continue;
            }

            if (i > 0)
            {
                sink.Put(':');
            }

            if (i == 6 && start == 0 && (length == 6 || length == 5 && Word(address, 5) == 0xffff))
            {
                return sink.Ipv4(address[12..]);
            }

            sink.HexDigitsOf(Word(address, i), 1);
        }

        return length > 0 && start + length == 8 ? sink.Put(':') : sink;
    }

    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<byte> address)
    {
        int bestStart = 8, bestLength = 0;
        for (int i = 0; i < 8; i++)
        {
            int end = i;
            while (end < 8 && Word(address, end) == 0)
            {
                end++;
            }

            if (end - i > Math.Max(bestLength, 1))
            {
                (bestStart, bestLength) = (i, end - i);
            }

            i = Math.Max(i, end - 1);
        }

        return (bestStart, bestLength);
    }

    private static ushort Word(ReadOnlySpan<byte> address, int index) => ReadUInt16BigEndian(address[(2 * index)..]);
}
