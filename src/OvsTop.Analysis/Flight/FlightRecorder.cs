using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Flight;

/// <summary>
/// The snapshots of the last minutes, in the order of their times, within a span and a number of bytes. Of all but the newest only some traces are kept.
/// Where they would take more bytes, every second one of the older half goes, of two neighbours the one with fewer upcalls a second: totals are since start, so
/// what lies between two of those left is still counted. From any thread.
/// </summary>
public sealed class FlightRecorder
{
    /// <summary>How many of the newest are kept whole.</summary>
    public const int Whole = 10;

    /// <summary>Packets kept of the traces of all others.</summary>
    public const int Packets = 16;

    /// <summary>Bytes, where nobody says another number.</summary>
    public const long DefaultBytes = 64L << 20;

    private const int Least = 4;

    private readonly Lock _lock = new();
    private readonly List<(Snapshot Snapshot, long Bytes)> _kept = [];
    private readonly ulong _spanNs;
    private readonly long _maxBytes;
    private long _bytes;

    /// <summary>The span, where nobody says another one.</summary>
    public static TimeSpan DefaultSpan { get; } = TimeSpan.FromMinutes(15);

    /// <summary>An empty one.</summary>
    /// <param name="span">How far back.</param>
    /// <param name="maxBytes">How much memory, as <see cref="SnapshotSize"/> estimates it.</param>
    public FlightRecorder(TimeSpan span, long maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        _spanNs = (ulong)span.Ticks * (ulong)TimeSpan.NanosecondsPerTick;
        _maxBytes = maxBytes;
    }

    /// <summary>All that are kept, oldest first: a copy.</summary>
    public IReadOnlyList<Snapshot> Kept
    {
        get
        {
            lock (_lock)
            {
                return _kept.ConvertAll(entry => entry.Snapshot);
            }
        }
    }

    /// <summary>The oldest and the newest; null before the first.</summary>
    public (Snapshot Oldest, Snapshot Newest)? Ends
    {
        get
        {
            lock (_lock)
            {
                return _kept.Count == 0 ? null : (_kept[0].Snapshot, _kept[^1].Snapshot);
            }
        }
    }

    /// <summary>Bytes they take, estimated.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Keeps a snapshot, in the place of one of the same time: a recording that is wound back is seen again.</summary>
    public void Add(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        lock (_lock)
        {
            int at = After(snapshot.TimeNs);
            if (at > 0 && _kept[at - 1].Snapshot.TimeNs == snapshot.TimeNs)
            {
                RemoveAt(--at);
            }

            _kept.Insert(at, (snapshot, SnapshotSize.Of(snapshot)));
            _bytes += _kept[at].Bytes;
            if (_kept.Count > Whole)
            {
                Slim(_kept.Count - 1 - Whole);
            }

            Forget();
        }
    }

    /// <summary>The latest at a time or before it; the oldest where all are later, null without any.</summary>
    public Snapshot? At(ulong timeNs)
    {
        lock (_lock)
        {
            return _kept.Count == 0 ? null : _kept[Math.Max(0, After(timeNs) - 1)].Snapshot;
        }
    }

    /// <summary>The one so many places later, or earlier, than a time; the last or the first where there are fewer. Null without any.</summary>
    public Snapshot? Step(ulong timeNs, int places)
    {
        lock (_lock)
        {
            int after = After(timeNs);
            bool hit = after > 0 && _kept[after - 1].Snapshot.TimeNs == timeNs;
            int at = places > 0 ? after - 1 + places : (hit ? after - 1 : after) + places;
            return _kept.Count == 0 ? null : _kept[Math.Clamp(at, 0, _kept.Count - 1)].Snapshot;
        }
    }

    /// <summary>The one with most upcalls a second; null without any.</summary>
    public Snapshot? Busiest()
    {
        lock (_lock)
        {
            return _kept.Count == 0 ? null : _kept.MaxBy(entry => Rate(entry.Snapshot)).Snapshot;
        }
    }

    /// <summary>The next spike, as <see cref="SpikeRule"/> says, whose snapshot is later or earlier than a time; null if there is none.</summary>
    /// <returns>The first snapshot after the spike's first second, and the spike; its time is since the oldest kept.</returns>
    public (Snapshot At, Spike Spike)? FindSpike(ulong timeNs, bool forth)
    {
        var kept = Kept;
        var spikes = kept.Count == 0 ? [] : SecondsOf.Spikes(kept)
            .Select(spike => (At: kept.FirstOrDefault(snapshot => SecondsOf.Since(kept[0], snapshot.TimeNs) >= spike.At) ?? kept[^1], Spike: spike)).ToList();
        int found = forth ? spikes.FindIndex(spike => spike.At.TimeNs > timeNs) : spikes.FindLastIndex(spike => spike.At.TimeNs < timeNs);
        return found < 0 ? null : spikes[found];
    }

    /// <summary>Upcalls a second of all packets.</summary>
    internal static double Rate(Snapshot snapshot) => (snapshot.Unfiltered ?? snapshot).Upcalls.Total.UpcallsPerSecond;

    private void Slim(int at)
    {
        var (snapshot, bytes) = _kept[at];
        var traces = snapshot.Traces;
        if (traces.Packets.Count <= Packets)
        {
            return;
        }

        var packets = traces.Packets.Take(Packets).ToList();
        var rounds = packets.SelectMany(packet => packet.Rounds).ToList();
        var numbers = rounds.Select(round => round.Number).ToHashSet();
        var slim = traces with { Packets = packets, Replays = Of(traces.Replays), Stories = traces.Stories.Only(rounds), DaemonTraces = Of(traces.DaemonTraces) };
        snapshot = snapshot with { Traces = slim, Unfiltered = snapshot.Unfiltered is { } all ? all with { Traces = slim } : null };
        _kept[at] = (snapshot, SnapshotSize.Of(snapshot));
        _bytes += _kept[at].Bytes - bytes;

        Dictionary<long, T> Of<T>(IReadOnlyDictionary<long, T> all) => all.Where(pair => numbers.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private void Forget()
    {
        ulong newest = _kept[^1].Snapshot.TimeNs;
        int old = newest > _spanNs ? _kept.FindIndex(entry => entry.Snapshot.TimeNs >= newest - _spanNs) : 0;
        _bytes -= _kept.Take(old).Sum(entry => entry.Bytes);
        _kept.RemoveRange(0, old);
        while (_bytes > _maxBytes && _kept.Count > Least)
        {
            int pairs = _kept.Count / 4;
            for (int at = 1; at <= pairs; at++)
            {
                RemoveAt(Rate(_kept[at].Snapshot) < Rate(_kept[at + 1].Snapshot) ? at : at + 1);
            }
        }
    }

    private void RemoveAt(int at)
    {
        _bytes -= _kept[at].Bytes;
        _kept.RemoveAt(at);
    }

    /// <summary>How many are at a time or before.</summary>
    private int After(ulong timeNs)
    {
        int low = 0, high = _kept.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _kept[middle].Snapshot.TimeNs <= timeNs ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
