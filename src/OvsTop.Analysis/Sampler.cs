using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Details;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis;

/// <summary>Takes a snapshot whenever the time of the batches crosses a tick, and one at the end.</summary>
internal sealed class Sampler(IProbeSource source, SampleClock clock)
{
    private readonly UpcallAggregator _upcalls = new();
    private readonly LatencyAggregator _latency = new();
    private readonly MainLoopAggregator _mainLoop = new();
    private DetailLosses _losses;
    private long _number;
    private ulong _tickNs;
    private int _epoch = -1;

    /// <summary>Now and the last tick.</summary>
    public TallyWindow Window { get; } = new();

    /// <summary>Reads round details.</summary>
    public RevalidatorAggregator Revalidator { get; } = new();

    /// <summary>Measures on details.</summary>
    public DetailStages Details { get; } = new();

    /// <summary>True when the batch, already counted by all others, crosses a tick.</summary>
    public bool Crosses(ProbeBatch batch)
    {
        _losses = batch.Losses;
        if (_epoch != Window.Epoch)
        {
            _epoch = Window.Epoch;
            _tickNs = Window.BaseNs;
        }

        return Window.TimeNs >= _tickNs + clock.IntervalNs;
    }

    /// <summary>The snapshot of the window, which ends.</summary>
    public Snapshot Tick()
    {
        var snapshot = Take();
        Window.Advance();
        Details.Advance();
        ulong intervalNs = clock.IntervalNs;
        _tickNs += (Window.TimeNs - _tickNs) / intervalNs * intervalNs;
        return snapshot;
    }

    /// <summary>
    /// The last snapshot; null if there was no batch. An end right after a tick repeats that tick's window and goes on to the end: half an
    /// interval gives rates, less gives noise.
    /// </summary>
    public Snapshot? End()
    {
        if (!Window.Started)
        {
            return null;
        }

        if (Window.TimeNs - Window.BaseNs < clock.IntervalNs / 2)
        {
            Window.Extend();
        }

        return Take();
    }

    private Snapshot Take()
    {
        var info = source.Info;
        bool IsAttached(ProbeId probe) => Window.Now.Hits(probe) > 0 || info.Attached?.Contains(probe) == true;
        var latency = _latency.Take(Window, Details, IsAttached);
        var translate = latency.Stages.FirstOrDefault(row => row.Stage == Model.Tallies.Stage.Translate)?.Interval ?? default;
        return new Snapshot
        {
            Number = ++_number,
            TimeNs = Window.TimeNs,
            StartNs = Window.StartNs,
            IntervalSeconds = Window.Seconds,
            Source = info,
            Losses = _losses,
            Counts = Counts(),
            Upcalls = _upcalls.Take(Window, IsAttached(ProbeId.FlowPut), translate),
            Latency = latency,
            Revalidator = Revalidator.Take(Window),
            MainLoop = _mainLoop.Take(Window),
        };
    }

    private List<ProbeCount> Counts()
    {
        var counts = new List<ProbeCount>();
        foreach (var probe in ProbeTable.All)
        {
            ulong total = Window.Now.Hits(probe.Id);
            if (total > 0)
            {
                counts.Add(new ProbeCount(probe, total, Difference.Rate(Difference.Of(total, Window.Base.Hits(probe.Id)), Window.Seconds)));
            }
        }

        return counts;
    }
}
