using System.Runtime.InteropServices;
using OvsTop.Model.Facts;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Recorders;

/// <summary>
/// Copies of batches between the thread that reads the ring and the one that writes the file, in one array of fixed size. A batch that has no
/// room loses its details, and they are counted; its tallies and talkers, being cumulative, come with the next one that has room. One thread adds, one takes.
/// </summary>
internal sealed class BatchQueue
{
    // An empty batch takes up some room too, or a full array could not be told from an empty one.
    private const int LeastBytes = 64;

    private readonly object _gate = new();
    private readonly byte[] _bytes;
    private readonly Queue<Entry> _entries = new();
    private readonly TallyTable _heldTallies = new();
    private readonly TalkerTable _heldTalkers = new();
    private readonly TalkerCodec _talkerCodec = new();
    private readonly ByteSink _talkers = new();
    private readonly TalkerCodec _takenCodec = new();
    private readonly TalkerTable _taken = new();
    private Entry? _held;
    private int _end;
    private bool _closed;

    /// <summary>Makes a queue.</summary>
    /// <param name="capacity">Bytes of details and tallies it holds.</param>
    public BatchQueue(int capacity) => _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Details of batches that had no room.</summary>
    public ulong Dropped { get; private set; }

    /// <summary>Adds a batch. Waits only at a discontinuity before which tallies are still without room.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tallies">Its tallies, or null.</param>
    /// <param name="losses">Its losses, without those of the queue.</param>
    /// <param name="talkers">Its talkers, or null.</param>
    public void Add(ProbeBatch batch, TallyTable? tallies, DetailLosses losses, TalkerTable? talkers = null)
    {
        lock (_gate)
        {
            while (batch.Discontinuity && _held is not null && !_closed)
            {
                Monitor.Wait(_gate);
            }

            _talkers.Clear();
            if ((talkers ?? (_held is { Talkers: true } ? _heldTalkers : null)) is { } who)
            {
                _talkerCodec.Encode(who, withAddresses: true, _talkers);
            }

            var entry = new Entry(batch.TimeNs, batch.Discontinuity || _held is { Discontinuity: true }, losses, batch.Filter, batch.RecordedFilter, batch.Facts);
            var table = tallies ?? (_held is { Tallies: true } ? _heldTallies : null);
            var rows = table is null ? default : MemoryMarshal.AsBytes(table.Slots);
            if (Reserve(batch.Records.Bytes + rows.Length + _talkers.Length) is { } start)
            {
                batch.Records.Content.CopyTo(_bytes.AsSpan(start));
                rows.CopyTo(_bytes.AsSpan(start + batch.Records.Bytes));
                _talkers.Written.CopyTo(_bytes.AsSpan(start + batch.Records.Bytes + rows.Length));
                _entries.Enqueue(Lossy(entry) with { Start = start, RecordBytes = batch.Records.Bytes, Records = batch.Records.Count, Tallies = table is not null, RowBytes = rows.Length, TalkerBytes = _talkers.Length, Times = table?.AttachedNs?.Copy() });
                _held = null;
            }
            else
            {
                Dropped += (ulong)batch.Records.Count;
                if (tallies is not null)
                {
                    _heldTallies.CopyFrom(tallies);
                }

                if (talkers is not null)
                {
                    _heldTalkers.CopyFrom(talkers);
                }

                _held = Lossy(entry) with { Tallies = table is not null, Talkers = _talkers.Length > 0 };
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes the next batch, waiting for it.</summary>
    /// <param name="batch">Receives it.</param>
    /// <param name="tallies">Receives its tallies.</param>
    /// <param name="dropped">Details that had no room before its end.</param>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(ProbeBatch batch, TallyTable tallies, out ulong dropped)
    {
        Entry entry;
        lock (_gate)
        {
            while (_entries.Count == 0 && _held is null && !_closed)
            {
                Monitor.Wait(_gate);
            }

            if (_entries.Count == 0)
            {
                return TakeHeld(batch, tallies, out dropped);
            }

            entry = _entries.Peek();
        }

        // Outside the lock: nobody overwrites it while it is in the queue.
        var content = _bytes.AsSpan(entry.Start, entry.RecordBytes + entry.RowBytes + entry.TalkerBytes);
        batch.Records.Load(content[..entry.RecordBytes], entry.Records);
        if (entry.Tallies)
        {
            tallies.Load(MemoryMarshal.Cast<byte, ThreadTally>(content.Slice(entry.RecordBytes, entry.RowBytes)));
            tallies.SetTimes(entry.Times);
        }

        batch.Talkers = null;
        if (entry.TalkerBytes > 0)
        {
            var source = new ByteSource(content[(entry.RecordBytes + entry.RowBytes)..]);
            _takenCodec.TryDecode(ref source, _taken);
            batch.Talkers = _taken;
        }

        lock (_gate)
        {
            _entries.Dequeue();
            Monitor.Pulse(_gate);
        }

        dropped = Fill(batch, entry, tallies);
        return true;
    }

    /// <summary>No more comes: what is there is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private static ulong Fill(ProbeBatch batch, in Entry entry, TallyTable tallies)
    {
        batch.TimeNs = entry.TimeNs;
        batch.Discontinuity = entry.Discontinuity;
        batch.Losses = entry.Losses;
        batch.Filter = entry.Filter;
        batch.RecordedFilter = entry.RecordedFilter;
        batch.Facts = entry.Facts;
        batch.Tallies = entry.Tallies ? tallies : null;
        return entry.Dropped;
    }

    private bool TakeHeld(ProbeBatch batch, TallyTable tallies, out ulong dropped)
    {
        dropped = Dropped;
        if (_held is not { } held)
        {
            return false;
        }

        batch.Records.Clear();
        batch.Talkers = null;
        if (held.Talkers)
        {
            _taken.CopyFrom(_heldTalkers);
            batch.Talkers = _taken;
        }

        tallies.CopyFrom(_heldTallies);
        dropped = Fill(batch, held, tallies);
        _held = null;
        Monitor.Pulse(_gate);
        return true;
    }

    private Entry Lossy(in Entry entry) => entry with
    {
        Dropped = Dropped,
        Losses = entry.Losses with { Delivered = entry.Losses.Delivered - Math.Min(entry.Losses.Delivered, Dropped), Lost = entry.Losses.Lost + Dropped },
    };

    /// <summary>Room in one piece behind what was added last, or at the beginning of the array.</summary>
    private int? Reserve(int bytes)
    {
        bytes = Math.Max((bytes + 7) & ~7, LeastBytes);
        int first = _entries.Count > 0 ? _entries.Peek().Start : -1;
        int start = first < 0 ? 0 : _end;
        int limit = first >= 0 && _end <= first ? first : _bytes.Length;
        if (bytes > limit - start)
        {
            if (first < 0 || _end <= first || bytes > first)
            {
                return null;
            }

            start = 0;
        }

        _end = start + bytes;
        return start;
    }

    private readonly record struct Entry(ulong TimeNs, bool Discontinuity, DetailLosses Losses, CompiledFilter? Filter, string? RecordedFilter, DaemonFacts? Facts)
    {
        public int Start { get; init; }

        public int RecordBytes { get; init; }

        public int Records { get; init; }

        public int RowBytes { get; init; }

        public int TalkerBytes { get; init; }

        public bool Tallies { get; init; }

        public bool Talkers { get; init; }

        public ProbeTimes? Times { get; init; }

        public ulong Dropped { get; init; }
    }
}
