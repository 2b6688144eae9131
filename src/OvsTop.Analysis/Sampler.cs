using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis;

/// <summary>
/// Takes a snapshot whenever the time of the batches crosses a tick, and where they rest or end. All packets are sampled always; under a filter those
/// that match are sampled beside them, so that nothing is forgotten when the filter goes.
/// </summary>
internal sealed class Sampler(IProbeSource source, SampleClock clock, Thresholds? thresholds = null)
{
    private readonly TallySampler _all = new();
    private readonly MainLoopAggregator _mainLoop = new();
    private readonly DiagnosisAggregator _diagnosis = new(thresholds ?? new Thresholds());
    private readonly TalkerAggregator _talkers = new();
    private FilterSampler? _filtered;
    private DetailLosses _losses;
    private long _number;
    private ulong _tickNs;
    private int _epoch = -1;
    private bool _ticked;

    /// <summary>Reads round details.</summary>
    public RevalidatorAggregator Revalidator { get; } = new();

    /// <summary>Reads rounds of packets.</summary>
    public TraceAggregator Traces { get; } = new();

    /// <summary>Reads what the daemon says of itself.</summary>
    public FactsAggregator Facts { get; } = new();

    /// <summary>Takes over tallies and details.</summary>
    public void Add(ProbeBatch batch)
    {
        if (!ReferenceEquals(batch.Filter, _filtered?.Filter))
        {
            _filtered = batch.Filter is null ? null : new FilterSampler(batch.Filter, _all, _losses);
            _talkers.Window.Restart();
        }

        _losses = batch.Losses;
        _all.Add(batch, batch.Tallies, hasDetails: _filtered is null);
        _filtered?.Matched.Add(batch, batch.Matched, hasDetails: true);
        _talkers.Window.Add(batch);
    }

    /// <summary>The snapshot that a batch, already counted by all others, gives rise to; null for most.</summary>
    public Snapshot? Sample(ProbeBatch batch)
    {
        if (_epoch != _all.Window.Epoch)
        {
            _epoch = _all.Window.Epoch;
            _tickNs = FirstTick();
            _ticked = false;
        }

        return _all.Window.TimeNs >= _tickNs + clock.IntervalNs ? Tick()
            : batch.Rest == Rest.End ? End()
            : batch.Rest == Rest.Place && !_ticked ? Peek()
            : null;
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
            _talkers.Window.Extend();
        }

        return Take();
    }

    /// <summary>
    /// Where ticks are counted from in this epoch. At a later place of a recording it is a tick of that recording; what is there of the interval before
    /// joins the next one.
    /// </summary>
    private ulong FirstTick()
    {
        ulong baseNs = _all.Window.BaseNs, intervalNs = clock.IntervalNs;
        return _all.Window.OriginNs is { } originNs && originNs < baseNs ? originNs + (baseNs - originNs + intervalNs - 1) / intervalNs * intervalNs : baseNs;
    }

    /// <summary>The snapshot of the window, which ends.</summary>
    private Snapshot Tick()
    {
        var snapshot = Take();
        _all.Advance();
        _filtered?.Advance();
        _talkers.Window.Advance();
        ulong intervalNs = clock.IntervalNs;
        _tickNs += (_all.Window.TimeNs - _tickNs) / intervalNs * intervalNs;
        _ticked = true;
        return snapshot;
    }

    /// <summary>The snapshot of a window that goes on: there is no other of this epoch yet.</summary>
    private Snapshot Peek()
    {
        var snapshot = Take();
        _all.Window.Peeked();
        _filtered?.Matched.Window.Peeked();
        return snapshot;
    }

    private Snapshot Take()
    {
        var info = source.Info;
        bool IsAttached(ProbeId probe) => _all.Window.Now.Hits(probe) > 0 || info.Attached?.Contains(probe) == true;
        var (upcalls, latency) = _all.Take(IsAttached, info.Primary);
        var facts = Facts.Take(_all.Window);
        bool IsTold(ProbeId probe) => info.Attached?.Contains(probe) ?? _all.Window.Now.Hits(probe) > 0;
        var revalidator = Revalidator.Take(_all.Window, info);
        revalidator = facts is { Main: { } main } ? revalidator.Or(main) : revalidator;
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
            Revalidator = revalidator,
            Flows = _all.TakeFlows(info, info.Primary, IsTold, revalidator),
            MainLoop = _mainLoop.Take(_all.Window),
            Facts = facts,
            Traces = Traces.Take(facts?.Latest),
            Talkers = _talkers.Take((_filtered?.Matched ?? _all).Window, facts?.Latest),
        };
        all = all with { Diagnosis = _diagnosis.Take(all, _all.Window.Epoch) };
        if (_filtered is not { } filtered)
        {
            return all;
        }

        (upcalls, latency) = filtered.Matched.Take(IsAttached, PrimaryProbes.Usdt);
        return all with
        {
            IntervalSeconds = filtered.Matched.Window.Seconds,
            Counts = filtered.Matched.Counts(),
            Upcalls = upcalls,
            Latency = latency,
            Flows = filtered.Matched.TakeFlows(info, PrimaryProbes.Usdt, IsTold, revalidator),
            Filter = filtered.Take(_all, _losses, info.Kind),
            Unfiltered = all,
        };
    }
}
