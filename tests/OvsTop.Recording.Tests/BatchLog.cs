using System.Runtime.InteropServices;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Tests;

/// <summary>Subscribes to a source and keeps of its batches what tests ask for.</summary>
internal sealed class BatchLog : IObserver<ProbeBatch>, IDisposable
{
    private readonly IDisposable? _subscription;

    public BatchLog(IProbeSource source, bool keepRecords = true)
    {
        KeepRecords = keepRecords;
        _subscription = source.Batches.Subscribe(this);
    }

    private BatchLog()
    {
    }

    public static BatchLog Empty { get; } = new();

    public List<ulong> Times { get; } = [];

    public List<(Rest Kind, ulong TimeNs)> Rests { get; } = [];

    public List<byte[]> Records { get; } = [];

    public TallyTable Tallies { get; } = new();

    public TallyTable Matched { get; } = new();

    /// <summary>Filters the recording was made with, each when it is another than before.</summary>
    public List<string?> RecordedFilters { get; } = [];

    public int Discontinuities { get; private set; }

    public bool Completed { get; private set; }

    public Exception? Error { get; private set; }

    public DetailLosses Losses { get; private set; }

    public IReadOnlyList<string> Names { get; private set; } = [];

    public bool KeepRecords { get; }

    public ulong Events { get; private set; }

    public IEnumerable<string> ThreadNames => Tallies.Threads.ToArray().Select(t => t.Name).Order(StringComparer.Ordinal);

    public ulong Hits(ProbeId probe) => Tallies.Hits(probe);

    public ThreadTally Thread(string name) => Tallies.Threads.ToArray().Single(t => t.Name == name);

    public ulong Sum(Func<ThreadTally, ulong> of) => Tallies.Threads.ToArray().Aggregate(0UL, (sum, t) => sum + of(t));

    public void OnNext(ProbeBatch value)
    {
        if (value.Rest != Rest.None)
        {
            Assert.True(value is { Tallies: null, Discontinuity: false, Records.Count: 0 });
            Rests.Add((value.Rest, value.TimeNs));
            return;
        }

        Times.Add(value.TimeNs);
        Discontinuities += value.Discontinuity ? 1 : 0;
        Losses = value.Losses;
        if (value.Tallies is { } tallies)
        {
            Tallies.CopyFrom(tallies);
        }

        if (value.Matched is { } matched)
        {
            Matched.CopyFrom(matched);
        }

        if (RecordedFilters.Count == 0 || RecordedFilters[^1] != value.RecordedFilter)
        {
            RecordedFilters.Add(value.RecordedFilter);
        }

        Names = [.. value.Names];
        foreach (var record in value.Records)
        {
            Events++;
            if (KeepRecords)
            {
                Records.Add(Copy(record));
            }
        }
    }

    public void OnCompleted() => Completed = true;

    public void OnError(Exception error) => Error = error;

    public void Dispose() => _subscription?.Dispose();

    private static byte[] Copy(in ProbeEvent e)
    {
        byte[] copy = new byte[EventHeader.Size + e.Packet.Length + e.Key.Length + e.Mask.Length + e.Actions.Length];
        MemoryMarshal.Write(copy, e.Header);
        int at = EventHeader.Size;
        e.Packet.CopyTo(copy.AsSpan(at));
        at += e.Packet.Length;
        e.Key.CopyTo(copy.AsSpan(at));
        at += e.Key.Length;
        e.Mask.CopyTo(copy.AsSpan(at));
        at += e.Mask.Length;
        e.Actions.CopyTo(copy.AsSpan(at));
        return copy;
    }
}
