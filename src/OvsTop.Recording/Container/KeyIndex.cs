using System.Buffers.Binary;
using System.IO.Compression;

namespace OvsTop.Recording.Container;

/// <summary>Finds key batches in a file without reading its batches: by index, or where that is missing or wrong by walking the chunk headers.</summary>
internal sealed class KeyIndex
{
    /// <summary>Bytes that are read at most before a place one goes to.</summary>
    public const long MaxPreRoll = 16 * 1024 * 1024;

    private const int MaxIndex = 64 * 1024;
    private const int EndChunk = ChunkHeader.Size + SessionWriter.EndSize;

    private readonly Stream _file;
    private readonly List<(ulong TimeNs, long Offset)> _keys = [];
    private long _walked;
    private long _session = -1;
    private int _sessions;

    /// <summary>Makes an index of a seekable stream, whose position is left as it is.</summary>
    public KeyIndex(Stream file) => _file = file;

    /// <summary>Time of the end of the last session, or null if it was not closed in order.</summary>
    public ulong? EndNs => TryEnd(out ulong timeNs, out _) ? timeNs : null;

    /// <summary>Where reading must begin to see what happened at a time: the session chunk before the last key batch not after it.</summary>
    /// <param name="timeNs">The time.</param>
    /// <returns>Null if there is none.</returns>
    public long? Find(ulong timeNs)
    {
        var keys = Keys();
        int at = Last(keys, timeNs);
        return at < 0 ? null : keys[at].Offset;
    }

    /// <summary>Where to go on to reach a place soon, with what was before it.</summary>
    /// <param name="placeNs">Time of the place.</param>
    /// <param name="fromNs">Time where one stands, or of the beginning if one must begin there again.</param>
    /// <param name="preRollNs">Recorded time that should be read before the place. There is less where that would be more than <see cref="MaxPreRoll"/>.</param>
    /// <returns>Null to go on from where one stands.</returns>
    public long? FindJump(ulong placeNs, ulong fromNs, ulong preRollNs)
    {
        var keys = Keys();
        if (_sessions > 1)
        {
            // Files in a row: what one counts goes on from the one before, which must have been read.
            return null;
        }

        int place = Last(keys, placeNs), from = Math.Max(0, Last(keys, fromNs));
        if (place < 0)
        {
            return null;
        }

        // A place behind all keys is not far behind the last.
        placeNs = place == keys.Count - 1 ? Math.Min(placeNs, keys[place].TimeNs + SessionWriter.KeyEveryNs) : placeNs;
        long end = place + 1 < keys.Count ? keys[place + 1].Offset : _file.Length;
        if (placeNs <= fromNs + 2 * preRollNs && end - keys[from].Offset <= MaxPreRoll)
        {
            return null;
        }

        int at = Math.Max(0, Last(keys, placeNs > preRollNs ? placeNs - preRollNs : 0));
        while (at < place && end - keys[at].Offset > MaxPreRoll)
        {
            at++;
        }

        return at > from ? keys[at].Offset : null;
    }

    /// <summary>Place of the last key not after a time, or -1.</summary>
    private static int Last(List<(ulong TimeNs, long Offset)> keys, ulong timeNs)
    {
        int found = -1;
        ulong before = 0;
        foreach (var (keyNs, _) in keys)
        {
            // Behind a later session on another clock, times say nothing.
            if (keyNs > timeNs || keyNs < before)
            {
                break;
            }

            before = keyNs;
            found++;
        }

        return found;
    }

    private List<(ulong TimeNs, long Offset)> Keys()
    {
        long position = _file.Position;
        try
        {
            return FromIndex() ?? FromHeaders();
        }
        finally
        {
            _file.Position = position;
        }
    }

    private List<(ulong TimeNs, long Offset)>? FromIndex()
    {
        if (!TryEnd(out _, out long offset))
        {
            return null;
        }

        var keys = new List<(ulong TimeNs, long Offset)>();
        for (long limit = _file.Length; offset >= 0;)
        {
            // The chain leads back in the file, or it is none.
            long at = offset;
            if (at >= limit || !TryReadIndex(at, keys, out offset))
            {
                return null;
            }

            limit = at;
        }

        keys.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return keys.TrueForAll(k => TryHeader(k.Offset, out var header) && header.Kind == ChunkKind.Session) ? keys : null;
    }

    private bool TryReadIndex(long offset, List<(ulong TimeNs, long Offset)> keys, out long previous)
    {
        previous = -1;
        if (!TryHeader(offset, out var header) || header.Kind != ChunkKind.Index)
        {
            return false;
        }

        byte[] stored = new byte[Math.Min(header.StoredLength, MaxIndex)];
        byte[] raw = new byte[Math.Min(header.RawLength, MaxIndex)];
        if (_file.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false) < stored.Length || Crc32C.Of(stored) != header.PayloadCrc)
        {
            return false;
        }

        bool packed = (header.Flags & ChunkFlags.Brotli) != 0;
        if (packed && !BrotliDecoder.TryDecompress(stored, raw, out _))
        {
            return false;
        }

        var source = new ByteSource(packed ? raw : stored);
        previous = (long)source.Varint() - 1;
        ulong count = source.Varint();
        for (ulong i = 0; i < count && !source.Failed; i++)
        {
            keys.Add((source.Varint(), (long)source.Varint()));
        }

        return !source.Failed;
    }

    /// <summary>Walks the headers on from where the last walk ended: a file that grows has no index yet.</summary>
    private List<(ulong TimeNs, long Offset)> FromHeaders()
    {
        for (; TryHeader(_walked, out var header); _walked += ChunkHeader.Size + header.StoredLength)
        {
            _session = header.Kind == ChunkKind.Session ? _walked : _session;
            _sessions += header is { Kind: ChunkKind.Session, Sequence: 0 } ? 1 : 0;
            if (_session >= 0 && (header.Flags & ChunkFlags.Key) != 0)
            {
                _keys.Add((header.TimeNs, _session));
            }
        }

        return _keys;
    }

    private bool TryEnd(out ulong timeNs, out long lastIndex)
    {
        timeNs = 0;
        lastIndex = -1;
        long position = _file.Position;
        Span<byte> payload = stackalloc byte[SessionWriter.EndSize];
        try
        {
            if (_file.Length < EndChunk || !TryHeader(_file.Length - EndChunk, out var header) || header.Kind != ChunkKind.End
                || _file.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length || Crc32C.Of(payload) != header.PayloadCrc)
            {
                return false;
            }

            timeNs = header.TimeNs;
            lastIndex = BinaryPrimitives.ReadInt64LittleEndian(payload);
            return true;
        }
        finally
        {
            _file.Position = position;
        }
    }

    /// <summary>Reads a header; the stream then stands behind it.</summary>
    private bool TryHeader(long offset, out ChunkHeader header)
    {
        header = default;
        if (offset < 0 || offset > _file.Length - ChunkHeader.Size)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[ChunkHeader.Size];
        _file.Position = offset;
        return _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && ChunkHeader.TryRead(bytes, out header);
    }
}
