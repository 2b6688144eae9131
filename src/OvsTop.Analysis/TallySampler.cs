using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Details;
using OvsTop.Analysis.Lives;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis;

/// <summary>What one table of tallies and its details say about packets: all of them, or those that match a filter.</summary>
internal sealed class TallySampler
{
    private readonly UpcallAggregator _upcalls = new();
    private readonly LatencyAggregator _latency = new();
    private readonly FlowAggregator _flows = new();
    private readonly FlowLives _lives = new();

    /// <summary>Now and the last tick.</summary>
    public TallyWindow Window { get; } = new();

    /// <summary>Measures on details.</summary>
    public DetailStages Details { get; } = new();

    /// <summary>Takes over the table.</summary>
    /// <param name="batch">Gives time and details.</param>
    /// <param name="tallies">The table of the batch, or null when this poll did not read it.</param>
    /// <param name="hasDetails">The details of the batch are of the packets that the table counts.</param>
    public void Add(ProbeBatch batch, TallyTable? tallies, bool hasDetails)
    {
        Window.Add(batch, tallies);
        if (hasDetails)
        {
            Details.Add(batch);
        }

        _lives.Add(batch, hasDetails);
    }

    /// <summary>The window is over.</summary>
    public void Advance()
    {
        Window.Advance();
        Details.Advance();
    }

    /// <summary>The window's upcalls and the times of their path.</summary>
    /// <param name="isAttached">Which probes could be hit.</param>
    /// <param name="primary">Which of them count.</param>
    public (UpcallsSnapshot Upcalls, LatencySnapshot Latency) Take(Func<ProbeId, bool> isAttached, PrimaryProbes primary)
    {
        var latency = _latency.Take(Window, Details, isAttached);
        var translate = latency.Stages.FirstOrDefault(row => row.Stage == Stage.Translate)?.Interval ?? default;
        return (_upcalls.Take(Window, primary.Seen(Window.Now.Hits), new Known(isAttached(ProbeId.FlowPut), isAttached(ProbeId.DpUpcallReturn)), translate), latency);
    }

    /// <summary>The window's flows.</summary>
    public FlowsSnapshot TakeFlows(SourceInfo info, PrimaryProbes primary, Func<ProbeId, bool> isTold, RevalidatorSnapshot revalidator)
    {
        var flows = _flows.Take(Window, info, primary, isTold, info.ChurnSeconds);
        return flows with
        {
            UnexplainedIsKnown = revalidator.Reasons is not [.., { IsKnown: false }],
            Lives = _lives.Take(flows.Puts),
            Flows = revalidator.Flows,
            FlowLimit = revalidator.FlowLimit,
        };
    }

    /// <summary>Hits of every probe that was hit at least once.</summary>
    public IReadOnlyList<ProbeCount> Counts()
    {
        var counts = new List<ProbeCount>();
        foreach (var probe in ProbeTable.All)
        {
            ulong total = Window.Now.Hits(probe.Id);
            if (total > 0)
            {
                counts.Add(new ProbeCount(probe, total, Difference.Rate(Difference.Of(total, Window.Base.Hits(probe.Id)), Window.SecondsOf(probe.Id))));
            }
        }

        return counts;
    }
}
