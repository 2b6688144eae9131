using System.Reactive.Subjects;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

/// <summary>A source whose batches a test makes by hand: one batch object and one table, reused as a real source does.</summary>
internal sealed class HandSource : IProbeSource
{
    private readonly Subject<ProbeBatch> _batches = new();
    private readonly ProbeBatch _batch = new();

    public IObservable<ProbeBatch> Batches => _batches;

    public SourceInfo Info { get; set; } = new() { Kind = "replay", Title = "by hand" };

    public TallyTable Tallies { get; private set; } = new();

    /// <summary>Under a filter, what matches.</summary>
    public TallyTable Matched { get; private set; } = new();

    /// <summary>Given with every batch that has tallies.</summary>
    public TalkerTable Talkers { get; } = new() { Dimensions = TalkerDimensions.InPort };

    public CompiledFilter? Filter { get; private set; }

    /// <summary>What the daemon said last.</summary>
    public DaemonFacts? Facts { get; set; }

    /// <summary>Sets a filter as a source does: matches are counted from zero.</summary>
    public void SetFilter(string? text)
    {
        Filter = text is null ? null : FilterCompiler.Compile(Model.Filters.Filter.Parse(text).Filter!);
        Matched = new TallyTable();
    }

    public List<Snapshot> Run(TimeSpan? interval = null) => Run(new SampleClock(interval ?? TimeSpan.FromSeconds(1)));

    public List<Snapshot> Run(SampleClock clock)
    {
        var snapshots = new List<Snapshot>();
        Pipeline.Snapshots(this, clock).Subscribe(snapshots.Add);
        return snapshots;
    }

    public ref ThreadTally Thread(uint tid, string? name = null) => ref ThreadOf(Tallies, tid, name);

    private static ref ThreadTally ThreadOf(TallyTable table, uint tid, string? name = null)
    {
        for (int slot = 1; slot < table.Count; slot++)
        {
            if (table[slot].Tid == tid)
            {
                return ref table[slot];
            }
        }

        table.Resize(table.Count + 1);
        ref var tally = ref table[table.Count - 1];
        tally.Tid = tid;
        tally.SetName(name ?? $"handler{tid}");
        return ref tally;
    }

    public void Hit(uint tid, ProbeId probe, ulong times = 1) => Thread(tid).Hits[(int)probe] += times;

    /// <summary>Hits of packets that match the filter; they are in both tables.</summary>
    public void Match(uint tid, ProbeId probe, ulong times = 1)
    {
        Hit(tid, probe, times);
        ThreadOf(Matched, tid).Hits[(int)probe] += times;
    }

    public void Measure(uint tid, Stage stage, ulong ns) => Thread(tid).Stages[(int)stage].Add(ns);

    public void Detail(EventHeader header, string packet = "", string key = "") =>
        _batch.Records.Append(header, Convert.FromHexString(packet), Convert.FromHexString(key), [], []);

    public void At(double seconds, bool discontinuity = false, bool tallies = true, DetailLosses losses = default)
    {
        _batch.TimeNs = (ulong)Math.Round(seconds * 1e9);
        _batch.Tallies = tallies ? Tallies : null;
        _batch.Talkers = tallies ? Talkers : null;
        _batch.Filter = Filter;
        _batch.Matched = tallies && Filter is not null ? Matched : null;
        _batch.Discontinuity = discontinuity;
        _batch.Facts = Facts;
        _batch.Losses = losses;
        _batches.OnNext(_batch);
        _batch.Records.Clear();
    }

    public void ForgetTallies() => Tallies = new TallyTable();

    public void End() => _batches.OnCompleted();

    public void Fail(Exception error) => _batches.OnError(error);

    public void Dispose() => _batches.Dispose();
}
