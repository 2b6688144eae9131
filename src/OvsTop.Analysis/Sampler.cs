using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis;

/// <summary>
/// Takes a snapshot whenever the time of the batches crosses a tick, and one at the end. All packets are sampled always; under a filter those
/// that match are sampled beside them, so that nothing is forgotten when the filter goes.
/// </summary>
internal sealed class Sampler(IProbeSource source, SampleClock clock)
{
    private readonly TallySampler _all = new();
    private readonly MainLoopAggregator _mainLoop = new();
    private FilterSampler? _filtered;
    private DetailLosses _losses;
    private long _number;
    private ulong _tickNs;
    private int _epoch = -1;

    /// <summary>Reads round details.</summary>
    public RevalidatorAggregator Revalidator { get; } = new();

    /// <summary>Takes over tallies and details.</summary>
    public void Add(ProbeBatch batch)
    {
        if (!ReferenceEquals(batch.Filter, _filtered?.Filter))
        {
            _filtered = batch.Filter is null ? null : new FilterSampler(batch.Filter, _all, _losses);
        }

        _losses = batch.Losses;
        _all.Add(batch, batch.Tallies, hasDetails: _filtered is null);
        _filtered?.Matched.Add(batch, batch.Matched, hasDetails: true);
    }

    /// <summary>True when the batch, already counted by all others, crosses a tick.</summary>
    public bool Crosses(ProbeBatch batch)
    {
        if (_epoch != _all.Window.Epoch)
        {
            _epoch = _all.Window.Epoch;
            _tickNs = _all.Window.BaseNs;
        }

        return _all.Window.TimeNs >= _tickNs + clock.IntervalNs;
    }

    /// <summary>The snapshot of the window, which ends.</summary>
    public Snapshot Tick()
    {
        var snapshot = Take();
        _all.Advance();
        _filtered?.Advance();
        ulong intervalNs = clock.IntervalNs;
        _tickNs += (_all.Window.TimeNs - _tickNs) / intervalNs * intervalNs;
        return snapshot;
    }

    /// <summary>
    /// The last snapshot; null if there was no batch. An end right after a tick repeats that tick's window and goes on to the end: half an
    /// interval gives rates, less gives noise.
    /// </summary>
    public Snapshot? End()
    {
        if (!_all.Window.Started)
        {
            return null;
        }

        if (_all.Window.TimeNs - _all.Window.BaseNs < clock.IntervalNs / 2)
        {
            _all.Window.Extend();
            _filtered?.Matched.Window.Extend();
        }

        return Take();
    }

    private Snapshot Take()
    {
        var info = source.Info;
        bool IsAttached(ProbeId probe) => _all.Window.Now.Hits(probe) > 0 || info.Attached?.Contains(probe) == true;
        var (upcalls, latency) = _all.Take(IsAttached);
        var all = new Snapshot
        {
            Number = ++_number,
            TimeNs = _all.Window.TimeNs,
            StartNs = _all.Window.StartNs,
            IntervalSeconds = _all.Window.Seconds,
            Source = info,
            Losses = _losses,
            Counts = _all.Counts(),
            Upcalls = upcalls,
            Latency = latency,
            Revalidator = Revalidator.Take(_all.Window),
            MainLoop = _mainLoop.Take(_all.Window),
        };
        if (_filtered is not { } filtered)
        {
            return all;
        }

        (upcalls, latency) = filtered.Matched.Take(IsAttached);
        return all with
        {
            IntervalSeconds = filtered.Matched.Window.Seconds,
            Counts = filtered.Matched.Counts(),
            Upcalls = upcalls,
            Latency = latency,
            Filter = filtered.Take(_all, _losses, info.Kind),
            Unfiltered = all,
        };
    }
}
