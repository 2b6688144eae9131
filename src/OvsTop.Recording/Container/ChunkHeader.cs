using System.Buffers.Binary;

namespace OvsTop.Recording.Container;

/// <summary>The 40 bytes in front of every chunk, little endian; laid out in FORMAT.md.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Flags">See <see cref="ChunkFlags"/>.</param>
/// <param name="Sequence">Running number within the session; a gap is a lost chunk.</param>
/// <param name="TimeNs">CLOCK_MONOTONIC: end of a batch, beginning of a session.</param>
/// <param name="StoredLength">Bytes of the payload in the file.</param>
/// <param name="RawLength">Bytes of the payload when unpacked.</param>
/// <param name="PayloadCrc">CRC-32C of the payload as stored.</param>
internal readonly record struct ChunkHeader(
    ChunkKind Kind, ChunkFlags Flags, uint Sequence, ulong TimeNs, uint StoredLength, uint RawLength, uint PayloadCrc)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 40;

    /// <summary>A payload is not longer, packed or not.</summary>
    public const int MaxPayload = 64 * 1024 * 1024;

    /// <summary>What every chunk, and so every file, starts with: no text, no common file type, and damaged by line-end conversion.</summary>
    public static ReadOnlySpan<byte> Mark => [0xF7, (byte)'o', (byte)'v', (byte)'s', (byte)'c', (byte)'a', (byte)'\r', (byte)'\n'];

    /// <summary>Writes the header.</summary>
    /// <param name="target">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> target)
    {
        Mark.CopyTo(target);
        target[8] = (byte)Kind;
        target[9] = (byte)Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], TimeNs);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], StoredLength);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], RawLength);
        BinaryPrimitives.WriteUInt32LittleEndian(target[32..], PayloadCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(target[36..], Crc32C.Of(target[..36]));
    }

    /// <summary>Reads a header; false if these bytes are none.</summary>
    /// <param name="source">At least <see cref="Size"/> bytes.</param>
    /// <param name="header">The header.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out ChunkHeader header)
    {
        header = default;
        if (!source.StartsWith(Mark) || BinaryPrimitives.ReadUInt32LittleEndian(source[36..]) != Crc32C.Of(source[..36]))
        {
            return false;
        }

        header = new ChunkHeader(
            (ChunkKind)source[8], (ChunkFlags)source[9], BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]), BinaryPrimitives.ReadUInt32LittleEndian(source[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[28..]), BinaryPrimitives.ReadUInt32LittleEndian(source[32..]));
        return header is { StoredLength: <= MaxPayload, RawLength: <= MaxPayload };
    }
}
