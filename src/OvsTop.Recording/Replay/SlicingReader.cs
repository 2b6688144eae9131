using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Counts;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.Replay;

/// <summary>
/// Makes batches out of single events, one per slice of event time, and counts the events on the way as the kernel programs would. Events
/// keep the order of the file: one that is a little late belongs to the slice it stands in.
/// </summary>
internal sealed class SlicingReader : IBatchReader
{
    /// <summary>Without events for longer, or with events from longer ago, time jumps.</summary>
    public const ulong JumpNs = 600_000_000_000;

    /// <summary>A batch that holds more ends before its slice does.</summary>
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    private readonly JsonLinesReader _events;
    private readonly NameTable _names;
    private readonly ulong _sliceNs;
    private readonly CountSum? _sum;
    private readonly ClockHistory _clock = new();
    private readonly Dictionary<uint, ulong> _threadNames = [];
    private Tallier _tallier = new();
    private ulong _sliceEndNs;
    private ulong _latestNs;
    private ulong _eventsBefore;
    private bool _pending;
    private bool _started;
    private (uint Tid, ulong Name) _lastThread;

    /// <summary>Makes a reader that owns the events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="names">Their names.</param>
    /// <param name="slice">Event time in a batch.</param>
    /// <param name="sum">Lets counts go on behind a jump back; null counts from zero there.</param>
    public SlicingReader(JsonLinesReader events, NameTable names, TimeSpan slice, CountSum? sum = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slice, TimeSpan.FromMilliseconds(1));
        _events = events;
        _names = names;
        _sum = sum;
        _sliceNs = (ulong)slice.Ticks * 100;
    }

    /// <inheritdoc/>
    public ulong StartNs { get; private set; }

    /// <inheritdoc/>
    public uint ProbesSeen => _events.ProbesSeen;

    /// <inheritdoc/>
    public uint? ProbesAttached => null;

    /// <inheritdoc/>
    public RecordingSession? Session => _events.Session;

    /// <inheritdoc/>
    public ulong? EndNs => null;

    /// <inheritdoc/>
    public bool MayGrow => _events.Follows;

    /// <inheritdoc/>
    public bool EndedInOrder => false;

    /// <inheritdoc/>
    public string? EndsWithin => _events.EndsWithinLine ? "a line" : null;

    /// <inheritdoc/>
    public DateTimeOffset? Epoch => _events.Session?.Epoch;

    /// <inheritdoc/>
    public long NoticeVersion => _events.NoticeVersion + _clock.Version;

    /// <inheritdoc/>
    public bool TryJump(ulong placeNs, ulong fromNs, ulong preRollNs) => false;

    /// <inheritdoc/>
    public bool Read(ProbeBatch batch)
    {
        batch.Records.Clear();
        batch.Talkers = null;
        batch.Discontinuity = false;
        _pending = _pending || ((!_started || MayGrow) && _events.Read());
        if (!_started)
        {
            _started = _pending || !MayGrow;
            StartNs = _pending ? TimeOf(_events.Record) : 0;
            _sliceEndNs = StartNs + _sliceNs;
        }

        if (!_pending)
        {
            return false;
        }

        AlignSlice(batch);
        while (_pending && TimeOf(_events.Record) is var timeNs && timeNs < _sliceEndNs && !IsJumpBack(timeNs) && batch.Records.Bytes < MaxBatchBytes)
        {
            _latestNs = Math.Max(_latestNs, timeNs);
            Add(_events.Record, batch.Records);
            _pending = _events.Read();
        }

        bool full = batch.Records.Bytes >= MaxBatchBytes;
        ulong endNs = full ? _latestNs : _sliceEndNs;
        batch.TimeNs = _sum?.Follow(endNs) ?? endNs;
        _sliceEndNs += full ? 0 : _sliceNs;
        batch.Tallies = _tallier.Table;
        batch.Names = _names.Names;
        batch.Losses = new DetailLosses(EventsTaken - (_sum is null ? 0 : _eventsBefore), 0, 0);
        _sum?.Apply(batch);
        return true;
    }

    /// <inheritdoc/>
    public void AddNotices(ICollection<string> notices)
    {
        _events.AddNotices(notices);
        _clock.AddNotices(notices);
    }

    /// <inheritdoc/>
    public string WhyNothing() => _events.WhyNothing();

    /// <inheritdoc/>
    public void Dispose() => _events.Dispose();

    private ulong EventsTaken => (ulong)_events.Events - (_pending ? 1u : 0u);

    private static ulong TimeOf(ReadOnlySpan<byte> record) => new ProbeEvent(record).Header.TimeNs;

    private bool IsJumpBack(ulong timeNs) => timeNs + JumpNs < _latestNs;

    private void AlignSlice(ProbeBatch batch)
    {
        ulong next = TimeOf(_events.Record);
        if (IsJumpBack(next))
        {
            // Another boot or another file behind this one: nothing that was open goes on.
            _clock.Step(_latestNs, next);
            _eventsBefore = EventsTaken;
            _sum?.Restart();
            _sum?.Follow(next);
            _tallier = new Tallier();
            _threadNames.Clear();
            _lastThread = default;
            _latestNs = next;
            _sliceEndNs = next + _sliceNs;
            batch.Discontinuity = true;
        }
        else if (next > _sliceEndNs + JumpNs)
        {
            _clock.Step(_latestNs, next);
            _sliceEndNs = next + _sliceNs;
        }
    }

    private void Add(Span<byte> record, RecordBuffer records)
    {
        var probeEvent = new ProbeEvent(record);
        ref readonly var header = ref probeEvent.Header;

        // A kernel upcall names whatever thread the packet arrived in: that is no thread of the daemon.
        if (header.Probe is not (ProbeId.DpUpcall or ProbeId.DpUpcallReturn))
        {
            ulong name = header.Probe is ProbeId.StartDump or ProbeId.SweepDone ? header.Value4 : header.Value3;
            NameThread(header.Tid, name);
        }

        ulong sinceRecvNs = _tallier.Add(probeEvent);
        ref var told = ref MemoryMarshal.AsRef<EventHeader>(record);
        told.SinceRecvNs = sinceRecvNs;
        if (told.Probe == ProbeId.FlowPut)
        {
            _tallier.LastPut.Tell(ref told);
        }

        MemoryMarshal.AsRef<EventHeader>(records.Append(record)).TimeNs += _sum?.ShiftNs ?? 0;
    }

    private void NameThread(uint tid, ulong name)
    {
        if (name == 0 || _lastThread == (tid, name))
        {
            return;
        }

        _lastThread = (tid, name);
        if (!_threadNames.TryGetValue(tid, out ulong known) || known != name)
        {
            _threadNames[tid] = name;
            _tallier.SetThreadName(tid, _names[name]);
        }
    }
}
