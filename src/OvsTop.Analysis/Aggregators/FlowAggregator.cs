using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 6: how flows come, go and come back. Everything here is counted in the kernel.</summary>
internal sealed class FlowAggregator
{
    private static readonly ProbeId[] Churn = [ProbeId.FlowPut, ProbeId.FlowDel];

    private readonly History _puts = new(), _deletes = new(), _churn = new();
    private readonly History[] _churnReasons = [.. Enumerable.Range(0, ThreadTally.ReasonSlots).Select(_ => new History())];
    private readonly Coverage _putCover = new(ProbeId.FlowPut), _deleteCover = new(ProbeId.FlowDel);
    private readonly HeldRate _deleteRate = new(), _churnRate = new();
    private readonly HeldRate[] _churnReasonRates = [.. Enumerable.Range(0, ThreadTally.ReasonSlots).Select(_ => new HeldRate())];
    private readonly Queue<(ulong TimeNs, ulong Deletes)> _readings = [];
    private int _epoch = -1;
    private bool _isAtLeast, _isSampled;

    /// <summary>The window's flows.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="info">Which probes are sampled.</param>
    /// <param name="primary">Which probes count puts and deletes.</param>
    /// <param name="isTold">Tells which probes are attached now, or were in a recording.</param>
    /// <param name="churnSeconds">What the counts of churn refer to.</param>
    public FlowsSnapshot Take(TallyWindow window, SourceInfo info, PrimaryProbes primary, Func<ProbeId, bool> isTold, double churnSeconds)
    {
        bool putsKnown = isTold(ProbeId.FlowPut);
        var (puts, deletes) = (primary.Puts[0], primary.Deletes[0]);
        FlowCounts now = FlowCounts.Of(window.Now, puts, deletes), before = FlowCounts.Of(window.Base, puts, deletes);
        if (_epoch != window.Epoch)
        {
            Restart(window, before);
        }

        double seconds = window.Seconds;
        _putCover.Add(window);
        _deleteCover.Add(window);
        bool isReduced = info.Attachment?.Sampled is { } sampled && (sampled.ContainsKey(ProbeId.FlowPut) || sampled.ContainsKey(ProbeId.FlowDel));
        _isSampled |= isReduced;
        double Rate(ulong nowCount, ulong beforeCount) => Difference.Rate(Difference.Of(nowCount, beforeCount), seconds);
        ulong upcallsIn = Difference.Of(now.Upcalls, before.Upcalls), withoutPutIn = Difference.Of(now.WithoutPut, before.WithoutPut);
        var snapshot = new FlowsSnapshot
        {
            Puts = now.Puts,
            PutsPerSecond = Rate(now.Puts, before.Puts),
            Modifies = now.Modifies,
            ModifiesPerSecond = Rate(now.Modifies, before.Modifies),
            Deletes = now.Deletes,
            DeletesPerSecond = _deleteRate.Take(window, info, primary.Deletes, now.Deletes, before.Deletes),
            Unexplained = now.Unexplained,
            UnexplainedPerSecond = Rate(now.Unexplained, before.Unexplained),
            WithoutPut = putsKnown ? now.WithoutPut : null,
            WithoutPutPerSecond = putsKnown ? Difference.Rate(withoutPutIn, seconds) : 0,
            NoPutShare = putsKnown && upcallsIn > 0 ? Difference.Share(withoutPutIn, upcallsIn) : null,
            ChurnIsKnown = putsKnown && isTold(ProbeId.FlowDel),
            ChurnSeconds = churnSeconds,
            Churn = now.Churn,
            ChurnPerSecond = _churnRate.Take(window, info, Churn, now.Churn, before.Churn),
            ChurnShare = isReduced ? 0 : Difference.Share(Difference.Of(now.Churn, before.Churn), Difference.Of(now.Puts, before.Puts)),
            ChurnIsAtLeast = Forgets(window, now.Deletes, churnSeconds) | _isSampled,
            ChurnLabel = _deleteCover.Label(info) is { Length: > 0 } label ? label : _putCover.Label(info),
        };
        _puts.Add(snapshot.PutsPerSecond, window.Extends);
        _deletes.Add(snapshot.DeletesPerSecond, window.Extends);
        _churn.Add(snapshot.ChurnPerSecond, window.Extends);
        var reasons = Reasons(window, info, now, before);
        return snapshot with
        {
            PutsHistory = _puts.ToSeries(),
            DeletesHistory = _deletes.ToSeries(),
            ChurnHistory = _churn.ToSeries(),
            ChurnReasons = reasons,
            WorstChurn = reasons.Count == 0 || snapshot.ChurnPerSecond == 0 ? null : reasons.MaxBy(reason => reason.PerSecond),
        };
    }

    private List<ReasonRow> Reasons(TallyWindow window, SourceInfo info, in FlowCounts now, in FlowCounts before)
    {
        var rows = new List<ReasonRow>();
        for (int i = 1; i <= ThreadTally.ReasonSlots; i++)
        {
            // What had no verdict is in slot 0 and comes last.
            int reason = i % ThreadTally.ReasonSlots;
            ulong total = now.ChurnReasons[reason];
            double perSecond = _churnReasonRates[reason].Take(window, info, Churn, total, before.ChurnReasons[reason]);
            _churnReasons[reason].Add(perSecond, window.Extends);
            if (total > 0)
            {
                string name = reason == (int)DeleteReason.None ? "unexplained" : DeleteReasons.Name(reason);
                rows.Add(new ReasonRow { Name = name, Total = total, PerSecond = perSecond, History = _churnReasons[reason].ToSeries() });
            }
        }

        return rows;
    }

    /// <summary>True once more flows were deleted within the churn window than are surely remembered.</summary>
    private bool Forgets(TallyWindow window, ulong deletes, double churnSeconds)
    {
        ulong churnNs = (ulong)(churnSeconds * 1e9);
        _readings.Enqueue((window.TimeNs, deletes));
        while (_readings.Count > 2 && _readings.ElementAt(1).TimeNs + churnNs <= window.TimeNs)
        {
            _readings.Dequeue();
        }

        _isAtLeast |= Difference.Of(deletes, _readings.Peek().Deletes) > DeletedFlows.SureDeletes;
        return _isAtLeast;
    }

    private void Restart(TallyWindow window, in FlowCounts before)
    {
        _epoch = window.Epoch;
        _isAtLeast = _isSampled = false;
        _putCover.Restart();
        _deleteCover.Restart();
        _readings.Clear();
        _readings.Enqueue((window.BaseNs, before.Deletes));
        _puts.Clear();
        _deletes.Clear();
        _churn.Clear();
        foreach (var history in _churnReasons)
        {
            history.Clear();
        }
    }
}
