using System.Buffers.Binary;
using OvsTop.Model.Sources;

namespace OvsTop.Recording.Container;

/// <summary>One session in one file: session chunk, batches, key batches and indices at intervals, end.</summary>
internal sealed class SessionWriter
{
    /// <summary>Recorded time between key batches.</summary>
    public const ulong KeyEveryNs = 10_000_000_000;

    /// <summary>Bytes of the payload of an end chunk: last index, records, batches, eight each. Fixed, to be found from the end of a file.</summary>
    public const int EndSize = 24;

    /// <summary>A batch that says nothing new is written only this long after the last one, so that time goes on for who reads along.</summary>
    private const ulong HeartbeatNs = 250_000_000;

    /// <summary>Clocks that are disciplined, and readings of two of them, differ by less.</summary>
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMilliseconds(500);

    private const long KeyEveryBytes = 8 * 1024 * 1024;
    private const int KeysPerIndex = 16;
    private const int MaxPayload = 16 * 1024 * 1024;

    private readonly ChunkWriter _chunks;
    private readonly BatchEncoder _encoder;
    private readonly Func<DateTimeOffset>? _epochNow;
    private RecordingSession _about;
    private byte[] _session;
    private readonly ByteSink _sink = new();
    private readonly List<(ulong TimeNs, long Offset)> _keys = [];
    private readonly TalkerPace _talkers = new();
    private long _lastIndex;
    private long _keyOffset;
    private ulong _keyNs;
    private ulong _writtenNs;
    private ulong _lastNs;
    private bool _begun;

    /// <summary>Makes a session; nothing is written before the first batch.</summary>
    /// <param name="chunks">Where to.</param>
    /// <param name="session">What is recorded.</param>
    /// <param name="lastIndex">Where the last index of the file stands; -1 if there is none.</param>
    /// <param name="redaction">Gives pseudonyms; null keeps what there is.</param>
    /// <param name="epochNow">Wall-clock time of monotonic 0, as it is now; null if it is as <paramref name="session"/> says.</param>
    public SessionWriter(ChunkWriter chunks, RecordingSession session, long lastIndex, BatchRedaction? redaction = null, Func<DateTimeOffset>? epochNow = null)
    {
        (_about, _epochNow) = (session, epochNow);
        _chunks = chunks;
        _encoder = new BatchEncoder(session.Payload, redaction);
        _session = SessionJson.Write(session);
        _lastIndex = lastIndex;
    }

    /// <summary>Records written.</summary>
    public ulong Records => _encoder.Records;

    /// <summary>Batches written.</summary>
    public long Batches { get; private set; }

    /// <summary>Beginning of the recorded time; 0 before the first batch.</summary>
    public ulong StartNs { get; private set; }

    /// <summary>Writes a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="dropped">Details left out so far because the recorder did not keep up.</param>
    public void Write(ProbeBatch batch, ulong dropped = 0)
    {
        StartNs = _begun ? StartNs : FirstTime(batch);
        bool key = !_begun || batch.Discontinuity || batch.TimeNs - _keyNs >= KeyEveryNs || _chunks.Offset - _keyOffset >= KeyEveryBytes;
        bool news = _encoder.Begin(batch, dropped, key, _sink) | _encoder.Tallies(batch, key, _sink) | _encoder.Facts(batch, key, _sink) | batch.Records.Count > 0;
        _lastNs = batch.TimeNs;
        if (!news && batch.TimeNs - _writtenNs < HeartbeatNs)
        {
            _talkers.Note(batch);
            return;
        }

        // Who causes upcalls changes only when the tallies do.
        _encoder.Talkers(_talkers.Due(batch, key), _sink);
        if (key)
        {
            BeginKey(batch.TimeNs);
        }

        var flags = (key ? ChunkFlags.Key : 0) | (batch.Discontinuity ? ChunkFlags.Discontinuity : 0);
        var records = batch.Records.GetEnumerator();
        while (_encoder.WriteRecords(ref records, _sink, MaxPayload))
        {
            _chunks.Write(ChunkKind.Batch, flags, batch.TimeNs, _sink.Written);
            _encoder.Begin(batch, dropped, key: false, _sink);
            flags = ChunkFlags.None;
        }

        _chunks.Write(ChunkKind.Batch, flags, batch.TimeNs, _sink.Written);
        _writtenNs = batch.TimeNs;
        Batches++;
    }

    /// <summary>Writes index and end.</summary>
    public void Close()
    {
        if (!_begun)
        {
            return;
        }

        var talkers = _talkers.Last();
        if (_lastNs > _writtenNs || talkers is not null)
        {
            // The quiet end belongs to the recorded time too.
            _encoder.Repeat(_sink);
            _encoder.Talkers(talkers, _sink);
            _writtenNs = _lastNs;
            _chunks.Write(ChunkKind.Batch, ChunkFlags.None, _writtenNs, _sink.Written);
            Batches++;
        }

        WriteIndex();
        Span<byte> end = stackalloc byte[EndSize];
        BinaryPrimitives.WriteInt64LittleEndian(end, _lastIndex);
        BinaryPrimitives.WriteUInt64LittleEndian(end[8..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(end[16..], Batches);
        _chunks.Write(ChunkKind.End, ChunkFlags.None, _writtenNs, end);
    }

    private static ulong FirstTime(ProbeBatch batch)
    {
        ulong first = batch.TimeNs;
        foreach (var record in batch.Records)
        {
            first = Math.Min(first, record.Header.TimeNs);
        }

        return first;
    }

    private void BeginKey(ulong timeNs)
    {
        if (_epochNow?.Invoke() is { } epoch && (_about.Epoch is not { } told || (epoch - told).Duration() > ClockDrift))
        {
            _about = _about with { Epoch = epoch };
            _session = SessionJson.Write(_about);
        }

        if (!_begun)
        {
            // Twice: without it nothing can be read before the next key batch.
            _begun = true;
            _chunks.Write(ChunkKind.Session, ChunkFlags.None, StartNs, _session);
        }

        if (_keys.Count == KeysPerIndex)
        {
            WriteIndex();
        }

        _keys.Add((timeNs, _chunks.Offset));
        _keyNs = timeNs;
        _keyOffset = _chunks.Offset;
        _chunks.Write(ChunkKind.Session, ChunkFlags.None, StartNs, _session);
    }

    private void WriteIndex()
    {
        var index = new ByteSink();
        index.Varint((ulong)(_lastIndex + 1));
        index.Varint((ulong)_keys.Count);
        foreach (var (timeNs, offset) in _keys)
        {
            index.Varint(timeNs);
            index.Varint((ulong)offset);
        }

        _lastIndex = _chunks.Offset;
        _chunks.Write(ChunkKind.Index, ChunkFlags.None, _writtenNs, index.Written);
        _keys.Clear();
    }
}
