using System.Buffers.Binary;

namespace OvsTop.Recording;

/// <summary>A stream read forward once, with some first bytes put back in front, that remembers its last four bytes.</summary>
internal sealed class TailStream : Stream
{
    private readonly Stream _inner;
    private readonly byte[] _tail = new byte[4];
    private ReadOnlyMemory<byte> _head;

    /// <summary>Makes a stream that owns another.</summary>
    /// <param name="head">Bytes already read from it.</param>
    /// <param name="inner">The rest.</param>
    public TailStream(ReadOnlyMemory<byte> head, Stream inner)
    {
        _head = head;
        _inner = inner;
    }

    /// <summary>Bytes given out.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>ISIZE of RFC 1952: the last four bytes of a gzip stream hold the length of its content modulo 2^32.</summary>
    public uint GzipLength => BinaryPrimitives.ReadUInt32LittleEndian(_tail);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => TotalBytes;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_head.IsEmpty)
        {
            read = _inner.Read(buffer);
        }
        else
        {
            read = Math.Min(_head.Length, buffer.Length);
            _head.Span[..read].CopyTo(buffer);
            _head = _head[read..];
        }

        Remember(buffer[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        TotalBytes += bytes.Length;
        int fresh = Math.Min(bytes.Length, _tail.Length);
        _tail.AsSpan(fresh).CopyTo(_tail);
        bytes[^fresh..].CopyTo(_tail.AsSpan(_tail.Length - fresh));
    }
}
