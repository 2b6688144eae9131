using System.Buffers;

namespace OvsTop.Recording;

/// <summary>Cuts a stream of bytes into lines without allocation. Damage of the stream ends the lines, it does not throw.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>A longer line is left out.</summary>
    public const int MaxLine = 1024 * 1024;

    private readonly Stream _stream;
    private readonly int _chunk;
    private readonly bool _follow;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _searched;
    private bool _skipping;
    private bool _streamEnded;

    /// <summary>Makes a reader that owns the stream.</summary>
    /// <param name="stream">Where the bytes come from.</param>
    /// <param name="chunk">
    /// Bytes to ask for at once. What a damaged gzip stream still yields is lost for the call that meets the damage, so ask it for little.
    /// </param>
    /// <param name="follow">At the end of the stream it can be asked again: a line without line feed there is still being written.</param>
    public LineReader(Stream stream, int chunk = 64 * 1024, bool follow = false)
    {
        _stream = stream;
        _follow = follow;
        _chunk = chunk;
        _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    }

    /// <summary>Number of the current line, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>All bytes read so far.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>The current line ended with the stream, not with a line feed.</summary>
    public bool Unfinished { get; private set; }

    /// <summary>The current line was longer than <see cref="MaxLine"/> and is not given.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Whether there is a beginning of a line behind the current one, as yet.</summary>
    public bool HasRest => _end > _start || _skipping;

    /// <summary>What ended the stream before its end, or null.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Steps to the next line.</summary>
    /// <param name="line">The line without its line feed, valid until the next call; empty if <see cref="TooLong"/>.</param>
    /// <returns>False at the end.</returns>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        TooLong = _skipping;
        while (true)
        {
            int feed = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                return Take(_searched + feed, 1, out line);
            }

            _searched = _end;
            if (_end - _start > MaxLine)
            {
                // Keep nothing of it: the rest is skipped up to the next line feed.
                TooLong = _skipping = true;
                _start = _searched = _end = 0;
            }

            if (!Fill())
            {
                if (_follow)
                {
                    line = default;
                    return false;
                }

                Unfinished = true;
                line = default;
                return (_end > _start || TooLong) && Take(_end, 0, out line);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = _searched = 0;
        _streamEnded = true;
    }

    private bool Take(int end, int feed, out ReadOnlySpan<byte> line)
    {
        LineNumber++;
        _skipping = false;
        TooLong |= end - _start > MaxLine;
        line = TooLong ? default : _buffer.AsSpan(_start, end - _start);
        _start = _searched = end + feed;
        return true;
    }

    private bool Fill()
    {
        if (_streamEnded)
        {
            return false;
        }

        MakeRoom();
        int read = 0;
        try
        {
            read = _stream.Read(_buffer, _end, Math.Min(_chunk, _buffer.Length - _end));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Damage = e;
        }

        _streamEnded = read == 0 && !_follow;
        _end += read;
        TotalBytes += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        if (_start > 0 && _buffer.Length - _end < _chunk)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
