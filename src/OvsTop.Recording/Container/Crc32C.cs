using System.Buffers.Binary;
using System.Numerics;

namespace OvsTop.Recording.Container;

/// <summary>CRC-32C (Castagnoli), as iSCSI and ext4 use it.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of some bytes; 0xE3069283 for the digits 1 to 9.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
