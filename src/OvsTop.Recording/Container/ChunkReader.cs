using System.IO.Compression;

namespace OvsTop.Recording.Container;

/// <summary>
/// Finds chunks in a stream, also behind damage. At the end of the stream it can be asked again: a file may have grown meanwhile.
/// </summary>
internal sealed class ChunkReader : IDisposable
{
    private readonly Stream _stream;
    private byte[] _buffer = new byte[256 * 1024];
    private byte[] _raw = [];
    private int _start;
    private int _end;
    private long _read;
    private bool _inDamage;
    private bool _atEnd;

    /// <summary>Makes a reader that owns the stream.</summary>
    public ChunkReader(Stream stream) => _stream = stream;

    /// <summary>Header of the current chunk.</summary>
    public ChunkHeader Header { get; private set; }

    /// <summary>Unpacked payload of the current chunk, until the next call.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Where the current chunk stands in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes of damage passed over.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Stretches of damage passed over.</summary>
    public int DamagedPlaces { get; private set; }

    /// <summary>Bytes at the end that are no whole chunk, as yet.</summary>
    public int Unfinished => _end - _start;

    /// <summary>What ended the stream before its end, or null.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Steps to the next whole chunk.</summary>
    /// <returns>False at the end of what is there.</returns>
    public bool Next()
    {
        // Until all that is there is looked through, the end stays the end: else each header in it that claims much would move the rest.
        bool found = Find();
        _atEnd &= found;
        return found;
    }

    private bool Find()
    {
        while (true)
        {
            if (!Fill(ChunkHeader.Size))
            {
                return false;
            }

            if (!ChunkHeader.TryRead(_buffer.AsSpan(_start, _end - _start), out var header))
            {
                SkipToMark(1);
            }
            else if (!Fill(ChunkHeader.Size + (int)header.StoredLength))
            {
                // Either it is still being written, or the bytes of its length are gone and another chunk stands in the rest.
                if (!HasChunkAfter(_start + 1))
                {
                    return false;
                }

                SkipToMark(1);
            }
            else if (Take(header))
            {
                return true;
            }
        }
    }

    /// <summary>Goes to another place of the stream.</summary>
    public void Seek(long offset)
    {
        _stream.Position = offset;
        _start = _end = 0;
        _read = offset;
        _inDamage = _atEnd = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private bool Take(in ChunkHeader header)
    {
        int size = ChunkHeader.Size + (int)header.StoredLength;
        var stored = _buffer.AsMemory(_start + ChunkHeader.Size, (int)header.StoredLength);
        if (Crc32C.Of(stored.Span) != header.PayloadCrc || !Unpack(header, stored))
        {
            // If a chunk follows where this one ends, only its content is damaged; else bytes are missing.
            bool next = !Fill(size + ChunkHeader.Size) || ChunkHeader.TryRead(_buffer.AsSpan(_start + size), out _);
            SkipToMark(next ? size : 1);
            return false;
        }

        Header = header;
        Offset = _read - (_end - _start);
        _start += size;
        _inDamage = false;
        return true;
    }

    private bool Unpack(in ChunkHeader header, ReadOnlyMemory<byte> stored)
    {
        if ((header.Flags & ChunkFlags.Brotli) == 0)
        {
            Payload = stored;
            return header.RawLength == header.StoredLength;
        }

        if (_raw.Length < header.RawLength)
        {
            _raw = new byte[Math.Max(_raw.Length * 2, (int)header.RawLength)];
        }

        Payload = _raw.AsMemory(0, (int)header.RawLength);
        return BrotliDecoder.TryDecompress(stored.Span, _raw.AsSpan(0, (int)header.RawLength), out int written) && written == header.RawLength;
    }

    /// <summary>Passes over at least some bytes, up to the next mark or what may be the beginning of one.</summary>
    private void SkipToMark(int atLeast)
    {
        var rest = _buffer.AsSpan(_start + atLeast, _end - _start - atLeast);
        int mark = rest.IndexOf(ChunkHeader.Mark);
        int skipped = atLeast + (mark >= 0 ? mark : Math.Max(0, rest.Length - (ChunkHeader.Mark.Length - 1)));
        _start += skipped;
        DamagedBytes += skipped;
        DamagedPlaces += _inDamage ? 0 : 1;
        _inDamage = true;
    }

    private bool HasChunkAfter(int from)
    {
        for (int at = from; ;)
        {
            int mark = _buffer.AsSpan(at, _end - at).IndexOf(ChunkHeader.Mark);
            if (mark < 0 || _end - at - mark < ChunkHeader.Size)
            {
                return false;
            }

            if (ChunkHeader.TryRead(_buffer.AsSpan(at + mark), out _))
            {
                return true;
            }

            at += mark + 1;
        }
    }

    private bool Fill(int wanted)
    {
        while (_end - _start < wanted)
        {
            if (_atEnd)
            {
                return false;
            }

            if (_buffer.Length - _start < wanted)
            {
                MakeRoom(wanted);
            }

            int read = 0;
            try
            {
                read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            }
            catch (IOException e)
            {
                Damage = e;
            }

            if (read == 0)
            {
                _atEnd = true;
                return false;
            }

            _end += read;
            _read += read;
        }

        return true;
    }

    /// <summary>By half more than wanted, lest as much is moved again for the next few bytes.</summary>
    private void MakeRoom(int wanted)
    {
        byte[] target = _buffer.Length < wanted + wanted / 2 ? new byte[Math.Max(wanted + wanted / 2, _buffer.Length * 2)] : _buffer;
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
