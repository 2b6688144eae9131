using System.Runtime.InteropServices;
using System.Text;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Counts;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Container;

/// <summary>
/// Reads the batches of an .ovscap file. What is damaged is passed over and counted; the records it held are counted as lost details as
/// soon as a later batch says how many there were.
/// </summary>
internal sealed class OvscapReader : IBatchReader
{
    private const int MaxFilter = 4096;

    private readonly ChunkReader _chunks;
    private readonly KeyIndex? _index;
    private readonly bool _addsUp;
    private readonly ClockHistory _clock = new();
    private readonly FilterHistory _filters = new();
    private readonly LossAccount _losses = new();
    private readonly bool _endless;
    private readonly RecordCodec _codec = new();
    private readonly TalkerTable _talkers = new();
    private readonly TalkerCodec _talkerCodec = new();
    private readonly TallyTable _table = new();
    private readonly SessionNames _names = new();
    private CountSum? _sum;
    private (ulong Id, int Part) _part;
    private RecordingSession? _session;
    private DaemonFacts? _facts;
    private TallyLayout? _layout;
    private string? _unreadable;
    private ulong _lastNs;
    private DateTimeOffset? _firstEpoch;
    private uint _nextSequence;
    private ulong _sessionRecords;
    private bool _tallyKnown;
    private bool _newSession;
    private bool _anyBatch;
    private bool _ended;
    private bool _exhausted;
    private bool _jumped;

    /// <summary>Makes a reader that owns the stream.</summary>
    /// <param name="stream">The file or stream.</param>
    /// <param name="endless">Behind an end mark another session may come: writers come and go.</param>
    /// <param name="sum">Lets counts go on wherever they begin anew; null lets them only from one file of a rotation to the next.</param>
    public OvscapReader(Stream stream, bool endless = false, CountSum? sum = null)
    {
        (_endless, _sum, _addsUp) = (endless, sum, sum is not null);
        _chunks = new ChunkReader(stream);
        _index = stream.CanSeek ? new KeyIndex(stream) : null;
        EndNs = _index?.EndNs;
    }

    /// <inheritdoc/>
    public ulong StartNs { get; private set; }

    /// <inheritdoc/>
    public uint ProbesSeen { get; private set; }

    /// <inheritdoc/>
    public uint? ProbesAttached { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? Epoch => _addsUp ? _firstEpoch : _session?.Epoch;

    /// <inheritdoc/>
    public bool MayGrow => _endless || (_index is not null && !_ended);

    /// <inheritdoc/>
    public bool EndedInOrder => _ended;

    /// <inheritdoc/>
    public string? EndsWithin => _chunks.Unfinished > 0 ? "a batch" : null;

    /// <inheritdoc/>
    public ulong? EndNs { get; }

    /// <inheritdoc/>
    public RecordingSession? Session => _session;

    /// <inheritdoc/>
    public long NoticeVersion => _filters.Version + _clock.Version + _losses.Version + _chunks.DamagedBytes + (_exhausted && !_ended ? 1 + _chunks.Unfinished : 0);

    /// <inheritdoc/>
    public bool TryJump(ulong placeNs, ulong fromNs, ulong preRollNs)
    {
        if (_index?.FindJump(placeNs, fromNs, preRollNs) is not { } offset)
        {
            return false;
        }

        _chunks.Seek(offset);
        _jumped = true;
        _ended = false;
        return true;
    }

    /// <inheritdoc/>
    public bool Read(ProbeBatch batch)
    {
        _exhausted = false;
        while (_chunks.Next())
        {
            var header = _chunks.Header;
            switch (header.Kind)
            {
                case ChunkKind.Session:
                    ReadSession(header);
                    break;
                case ChunkKind.Batch when CountSequence(header) && ReadBatch(header, batch):
                    return true;
                case ChunkKind.Batch:
                    break;
                case ChunkKind.Index or ChunkKind.End:
                    CountSequence(header);
                    _ended = header.Kind == ChunkKind.End;
                    break;
                default:
                    CountSequence(header);
                    _losses.UnknownChunks++;
                    break;
            }
        }

        _exhausted = true;
        return false;
    }

    /// <inheritdoc/>
    public void AddNotices(ICollection<string> notices)
    {
        if (_unreadable is not null)
        {
            notices.Add($"a part was not read: {_unreadable}");
        }

        if (_session is { Redacted: true })
        {
            notices.Add("redacted: addresses and names are not the real ones");
        }

        if (_filters.Describe(StartNs) is { } filters)
        {
            notices.Add(filters);
        }

        _clock.AddNotices(notices);
        _losses.AddNotices(notices, _chunks);
        if (_exhausted && !_ended)
        {
            notices.Add($"no end mark{(_chunks.Unfinished > 0 ? $", {_chunks.Unfinished:N0} bytes of an unfinished chunk" : "")}: the recorder still runs or was cut off");
        }
    }

    /// <inheritdoc/>
    public string WhyNothing() => _unreadable
        ?? (_chunks.DamagedBytes > 0 ? "no part of it is whole" : _session is null ? "it ends in its first chunk" : "it holds no batch");

    /// <inheritdoc/>
    public void Dispose() => _chunks.Dispose();

    private void ReadSession(in ChunkHeader header)
    {
        string? why = SessionJson.TryRead(_chunks.Payload, out var session, out var layout);
        if (why is not null)
        {
            _unreadable ??= why;
            _session = null;
            return;
        }

        _ended = false;
        if (_session?.Id != session!.Id || _session.Part != session.Part || header.Sequence == 0)
        {
            bool goesOn = _anyBatch && !_jumped && session.Part > 1 && (session.Id, session.Part - 1) == _part;
            _newSession = _anyBatch && !goesOn;
            _losses.BeginSession();
            CountFromZero(session.Part, goesOn);
            _tallyKnown = false;
            _table.SetTimes(null);
            _facts = null;
            _names.Clear();
            _sessionRecords = 0;
            _nextSequence = 0;
            StartNs = _anyBatch ? StartNs : header.TimeNs;
        }
        else if (!_jumped)
        {
            _clock.SetWall(_lastNs, _session!.Epoch, session.Epoch);
        }

        _session = session;
        _part = (session.Id, session.Part);
        _firstEpoch ??= session.Epoch;
        _layout = layout;
        ProbesAttached = session.Probes?.Aggregate(0u, (bits, probe) => bits | 1u << (int)probe);
        CountSequence(header);
    }

    /// <summary>What comes counts from zero: that is added to what was counted, or begins anew.</summary>
    private void CountFromZero(int part, bool goesOn)
    {
        if (_anyBatch && (goesOn || _addsUp))
        {
            _sum?.Restart();
        }
        else if (!_addsUp)
        {
            _sum = part > 0 ? new CountSum() : null;
        }
    }

    /// <summary>Notes chunks that are missing before this one.</summary>
    /// <returns>Whether this chunk can be read: its session is known.</returns>
    private bool CountSequence(in ChunkHeader header)
    {
        if (_session is null)
        {
            return false;
        }

        if (_jumped)
        {
            _nextSequence = header.Sequence;
        }

        if (header.Sequence < _nextSequence)
        {
            // Another session whose first chunk is lost: its names and cells are unknown until its next key batch.
            _session = null;
            return false;
        }

        _losses.Chunks += header.Sequence > _nextSequence ? header.Sequence - _nextSequence : 0;
        _nextSequence = header.Sequence + 1;
        return true;
    }

    private bool ReadBatch(in ChunkHeader header, ProbeBatch batch)
    {
        batch.Records.Clear();
        batch.Tallies = null;
        batch.Talkers = null;
        bool back = _anyBatch && !_jumped && _clock.Step(_lastNs, header.TimeNs);
        _lastNs = header.TimeNs;
        batch.TimeNs = _addsUp ? _sum!.Follow(header.TimeNs) : header.TimeNs;
        batch.Discontinuity = _newSession || back || (header.Flags & ChunkFlags.Discontinuity) != 0;
        if (_anyBatch && !_newSession && (header.Flags & ChunkFlags.Discontinuity) != 0)
        {
            CountFromZero(_session!.Part, goesOn: false);
        }

        if ((header.Flags & ChunkFlags.Discontinuity) != 0)
        {
            // Another daemon, or another recording: such a batch is a key and brings all its names.
            _names.Clear();
        }

        string? filter = (header.Flags & ChunkFlags.Key) != 0 ? null : _filters.Now;
        _facts = (header.Flags & ChunkFlags.Key) != 0 ? null : _facts;
        var source = new ByteSource(_chunks.Payload.Span);
        while (source.Section(out byte tag, out var content))
        {
            bool good = tag switch
            {
                BatchSection.Info => ReadInfo(ref content, batch),
                BatchSection.Names => _names.TryRead(ref content),
                BatchSection.Tallies => ReadTallies(ref content, batch),
                BatchSection.Times => TimesCodec.TryDecode(ref content, _table),
                BatchSection.Facts => ReadFacts(ref content),
                BatchSection.Records => ReadRecords(ref content, batch.Records),
                BatchSection.Talkers => ReadTalkers(ref content, batch),
                BatchSection.Filter => ReadFilter(ref content, ref filter),
                _ => true,
            };
            if (!good)
            {
                _unreadable ??= "a batch holds something else than its checksum promises";
                return false;
            }
        }

        _filters.Add(header.TimeNs, filter);
        batch.RecordedFilter = filter;
        batch.Names = _names.All;
        batch.Facts = _facts;
        _sum?.Apply(batch);
        StartNs = _anyBatch || StartNs != 0 ? StartNs : header.TimeNs;
        batch.Discontinuity |= _jumped;
        _newSession = false;
        _jumped = false;
        _anyBatch = true;
        return true;
    }

    private bool ReadInfo(ref ByteSource source, ProbeBatch batch)
    {
        ulong before = source.Varint(), delivered = source.Varint(), lost = source.Varint(), skipped = source.Varint();
        ulong missing = before > _sessionRecords && !_jumped ? before - _sessionRecords : 0;
        _sessionRecords = before;
        _losses.Lose(missing);
        _losses.Drop(source.Left > 0 ? source.Varint() : 0);
        batch.Losses = _losses.Of(delivered, lost, skipped);
        return !source.Failed;
    }

    private static bool ReadFilter(ref ByteSource source, ref string? filter)
    {
        var text = source.Bytes((ulong)source.Left);
        filter = text.IsEmpty ? null : PlainText.Brief(Encoding.UTF8.GetString(text), MaxFilter);
        return true;
    }

    private bool ReadTallies(ref ByteSource source, ProbeBatch batch)
    {
        bool good = TallyCodec.TryDecode(ref source, _layout!, _table, ref _tallyKnown);
        batch.Tallies = _tallyKnown ? _table : null;
        return good;
    }

    private bool ReadFacts(ref ByteSource source)
    {
        if (FactsCodec.Decode(source.Bytes((ulong)source.Left), _facts) is not { } facts)
        {
            return false;
        }

        _facts = facts;
        return true;
    }

    private bool ReadTalkers(ref ByteSource source, ProbeBatch batch)
    {
        batch.Talkers = _talkers;
        return _talkerCodec.TryDecode(ref source, _talkers);
    }

    private bool ReadRecords(ref ByteSource source, RecordBuffer records)
    {
        _codec.Reset();
        while (source.Left > 0)
        {
            if (!_codec.TryDecode(ref source, out var record))
            {
                return false;
            }

            var copy = records.Append(record);
            MemoryMarshal.AsRef<EventHeader>(copy).TimeNs += _sum?.ShiftNs ?? 0;
            var probe = new ProbeEvent(record).Header.Probe;
            ProbesSeen |= (int)probe < ProbeTable.Slots ? 1u << (int)probe : 0;
            _sessionRecords++;
        }

        return true;
    }
}
