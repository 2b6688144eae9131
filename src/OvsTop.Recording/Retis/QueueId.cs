using System.Buffers.Binary;
using System.Numerics;

namespace OvsTop.Recording.Retis;

/// <summary>
/// How retis ties the events of an upcall together: Jenkins' hash (lookup3, as jhash() of include/linux/jhash.h) of the first 64 bytes of the
/// packet, zeros where it is shorter, initial value 0. A hash of content: equal packets have equal ids.
/// </summary>
internal static class QueueId
{
    /// <summary>Bytes that count.</summary>
    public const int Bytes = 64;

    private const uint Initial = 0xdeadbeef;

    /// <summary>The id of a packet.</summary>
    public static uint Of(ReadOnlySpan<byte> packet)
    {
        Span<byte> head = stackalloc byte[Bytes];
        head.Clear();
        packet[..Math.Min(packet.Length, Bytes)].CopyTo(head);
        uint a = Initial + Bytes, b = a, c = a;
        ReadOnlySpan<byte> rest = head;
        for (; rest.Length > 12; rest = rest[12..])
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(rest);
            b += BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
            Mix(ref a, ref b, ref c);
        }

        // 64 is five times 12 and 4.
        a += BinaryPrimitives.ReadUInt32LittleEndian(rest);
        return Final(a, b, c);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Step(ref a, ref c, b, 4);
        Step(ref b, ref a, c, 6);
        Step(ref c, ref b, a, 8);
        Step(ref a, ref c, b, 16);
        Step(ref b, ref a, c, 19);
        Step(ref c, ref b, a, 4);
    }

    private static void Step(ref uint x, ref uint y, uint z, int bits)
    {
        x -= y;
        x ^= BitOperations.RotateLeft(y, bits);
        y += z;
    }

    private static uint Final(uint a, uint b, uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
