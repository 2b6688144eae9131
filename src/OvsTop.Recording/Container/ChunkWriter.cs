using System.IO.Compression;

namespace OvsTop.Recording.Container;

/// <summary>Puts chunks on a stream, each with one write, so that who reads along sees whole ones.</summary>
internal sealed class ChunkWriter
{
    private const int WorthPacking = 128;
    private const int Window = 20;

    private readonly Stream _stream;
    private readonly int _quality;
    private byte[] _buffer = new byte[64 * 1024];
    private uint _sequence;

    /// <summary>Makes a writer.</summary>
    /// <param name="stream">Where to; the caller's.</param>
    /// <param name="offset">Bytes that are there already.</param>
    /// <param name="quality">Brotli quality.</param>
    public ChunkWriter(Stream stream, long offset, int quality)
    {
        _stream = stream;
        _quality = quality;
        Offset = offset;
    }

    /// <summary>Where the next chunk will stand.</summary>
    public long Offset { get; private set; }

    /// <summary>Writes a chunk.</summary>
    public void Write(ChunkKind kind, ChunkFlags flags, ulong timeNs, ReadOnlySpan<byte> payload)
    {
        int stored = 0;
        bool packed = payload.Length >= WorthPacking && Pack(payload, out stored);
        if (packed)
        {
            flags |= ChunkFlags.Brotli;
        }
        else
        {
            Reserve(payload.Length);
            payload.CopyTo(_buffer.AsSpan(ChunkHeader.Size));
            stored = payload.Length;
        }

        var chunk = _buffer.AsSpan(0, ChunkHeader.Size + stored);
        uint crc = Crc32C.Of(chunk[ChunkHeader.Size..]);
        new ChunkHeader(kind, flags, _sequence++, timeNs, (uint)stored, (uint)payload.Length, crc).Write(chunk);
        _stream.Write(chunk);
        Offset += chunk.Length;
    }

    private bool Pack(ReadOnlySpan<byte> payload, out int stored)
    {
        Reserve(BrotliEncoder.GetMaxCompressedLength(payload.Length));
        return BrotliEncoder.TryCompress(payload, _buffer.AsSpan(ChunkHeader.Size), out stored, _quality, Window) && stored < payload.Length;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length < ChunkHeader.Size + length)
        {
            _buffer = new byte[Math.Max(_buffer.Length * 2, ChunkHeader.Size + length)];
        }
    }
}
