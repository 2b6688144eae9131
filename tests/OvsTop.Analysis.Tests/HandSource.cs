using System.Reactive.Subjects;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
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

    public List<Snapshot> Run(TimeSpan? interval = null) => Run(new SampleClock(interval ?? TimeSpan.FromSeconds(1)));

    public List<Snapshot> Run(SampleClock clock)
    {
        var snapshots = new List<Snapshot>();
        Pipeline.Snapshots(this, clock).Subscribe(snapshots.Add);
        return snapshots;
    }

    public ref ThreadTally Thread(uint tid, string? name = null)
    {
        for (int slot = 1; slot < Tallies.Count; slot++)
        {
            if (Tallies[slot].Tid == tid)
            {
                return ref Tallies[slot];
            }
        }

        Tallies.Resize(Tallies.Count + 1);
        ref var tally = ref Tallies[Tallies.Count - 1];
        tally.Tid = tid;
        tally.SetName(name ?? $"handler{tid}");
        return ref tally;
    }

    public void Hit(uint tid, ProbeId probe, ulong times = 1) => Thread(tid).Hits[(int)probe] += times;

    public void Measure(uint tid, Stage stage, ulong ns) => Thread(tid).Stages[(int)stage].Add(ns);

    public void Detail(EventHeader header, string packet = "", string key = "") =>
        _batch.Records.Append(header, Convert.FromHexString(packet), Convert.FromHexString(key), [], []);

    public void At(double seconds, bool discontinuity = false, bool tallies = true, DetailLosses losses = default)
    {
        _batch.TimeNs = (ulong)Math.Round(seconds * 1e9);
        _batch.Tallies = tallies ? Tallies : null;
        _batch.Discontinuity = discontinuity;
        _batch.Losses = losses;
        _batches.OnNext(_batch);
        _batch.Records.Clear();
    }

    public void ForgetTallies() => Tallies = new TallyTable();

    public void End() => _batches.OnCompleted();

    public void Fail(Exception error) => _batches.OnError(error);

    public void Dispose() => _batches.Dispose();
}
