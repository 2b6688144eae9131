using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>
/// View 4: revalidation. Verdicts, reasons and deletes are counts; what struct udpif says about a round is only in the details of
/// start_dump and sweep_done, so the last one that arrived is shown. Some deletes have no verdict (flows unknown to the daemon, flows whose
/// ukey is inconsistent): they are <c>unexplained</c>. Reasons plus unexplained add up to the larger of deletes and verdicts DELETE; the
/// verdicts are larger for the moment between verdict and delete, and while op_flow_del is not attached.
/// </summary>
internal sealed class RevalidatorAggregator
{
    private readonly StageWindows _dump = new(StageInfo.Dump);
    private readonly History _flowsHistory = new(), _dumpHistory = new(), _unexplainedHistory = new();
    private readonly History[] _reasonHistories = [.. Enumerable.Range(0, ThreadTally.ReasonSlots).Select(_ => new History())];
    private readonly double[] _reasonRates = new double[ThreadTally.ReasonSlots];
    private readonly Coverage _verdicts = new(ProbeId.FlowResult), _retranslations = new(ProbeId.RevalidateEntry);
    private readonly UnexplainedDeletes _unexplained = new();
    private RoundDetails _round;
    private double _resultsRate, _deletesRate;
    private int _epoch = -1;

    /// <summary>Reads the details of rounds.</summary>
    public void Add(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            _round = default;
        }

        foreach (var record in batch.Records)
        {
            ref readonly var header = ref record.Header;
            if (header.Probe is ProbeId.StartDump or ProbeId.SweepDone)
            {
                _round.Add(header);
            }
        }
    }

    /// <summary>The window's verdicts and rounds.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="info">Which probes count deletes, and which are sampled.</param>
    public RevalidatorSnapshot Take(TallyWindow window, SourceInfo info)
    {
        if (_epoch != window.Epoch)
        {
            Restart(window.Epoch);
        }

        var deletes = info.Primary.Deletes;
        VerdictCounts now = VerdictCounts.Of(window.Now, deletes), before = VerdictCounts.Of(window.Base, deletes);
        _verdicts.Add(window);
        _retranslations.Add(window);
        _unexplained.Add(window, now, before, deletes);
        if (_verdicts.HasRate)
        {
            _resultsRate = Difference.Rate(Difference.Of(now.Results, before.Results), _verdicts.Seconds);
        }

        double seconds = window.Seconds;
        if (_round.HasFlows)
        {
            _flowsHistory.Add(_round.Flows, window.Extends);
        }

        if (_round.HasDuration)
        {
            _dumpHistory.Add(_round.DurationMs, window.Extends);
        }

        double DeletesRate(ulong nowCount, ulong beforeCount, IReadOnlyList<ProbeId> probes)
        {
            double covered = probes.Min(window.SecondsOf);
            _deletesRate = covered >= Coverage.ShortestShare * seconds ? Difference.Rate(Difference.Of(nowCount, beforeCount), covered) : _deletesRate;
            return _verdicts.IsSilent(info) && covered == 0 ? 0 : _deletesRate;
        }

        double Rate(ulong nowCount, ulong beforeCount) => Difference.Rate(Difference.Of(nowCount, beforeCount), seconds);
        return new RevalidatorSnapshot
        {
            Rounds = now.Rounds,
            RoundsPerSecond = Rate(now.Rounds, before.Rounds),
            Dump = _dump.Take(window, Stage.Dump),
            DumpDurationMs = _round.HasDuration ? _round.DurationMs : null,
            DumpDurationMaxMs = _round.DurationMaxMs,
            WaitMs = _round.HasWait ? _round.WaitMs : null,
            Flows = _round.HasFlows ? _round.Flows : null,
            FlowLimit = _round.HasUdpif ? _round.FlowLimit : null,
            FlowsMaxAverage = _round.HasUdpif ? (_round.FlowsMax, _round.FlowsAverage) : null,
            Keep = now.Keep,
            Modify = now.Modify,
            Delete = now.Delete,
            VerdictsLabel = _verdicts.Label(info),
            RetranslationsLabel = _retranslations.Label(info),
            ResultsPerSecond = _verdicts.IsSilent(info) ? 0 : _resultsRate,
            Deletes = now.Deletes,
            DeletesPerSecond = DeletesRate(now.Deletes, before.Deletes, deletes),
            Retranslations = now.Retranslations,
            RetranslationsPerSecond = Difference.Rate(Difference.Of(now.Retranslations, before.Retranslations), _retranslations.Seconds),
            Reasons = Reasons(window, now, before, _verdicts.IsSilent(info)),
            Threads = Threads(window, deletes),
            FlowsHistory = _flowsHistory.ToSeries(),
            DumpHistory = _dumpHistory.ToSeries(),
        };
    }

    private List<ReasonRow> Reasons(TallyWindow window, in VerdictCounts now, in VerdictCounts before, bool isSilent)
    {
        var rows = new List<ReasonRow>();
        for (int reason = 0; reason < ThreadTally.ReasonSlots; reason++)
        {
            ulong total = now.Reasons[reason];
            if (_verdicts.HasRate)
            {
                _reasonRates[reason] = Difference.Rate(Difference.Of(total, before.Reasons[reason]), _verdicts.Seconds);
            }

            double perSecond = isSilent ? 0 : _reasonRates[reason];
            _reasonHistories[reason].Add(perSecond, window.Extends);
            if (total > 0)
            {
                rows.Add(Row(DeleteReasons.Name(reason), total, perSecond, _reasonHistories[reason]));
            }
        }

        _unexplainedHistory.Add(_unexplained.PerSecond, window.Extends);
        rows.Add(Row("unexplained", _unexplained.Total, _unexplained.PerSecond, _unexplainedHistory) with { IsKnown = _unexplained.IsKnown });
        return rows;
    }

    private static ReasonRow Row(string name, ulong total, double perSecond, History history) =>
        new() { Name = name, Total = total, PerSecond = perSecond, History = history.ToSeries() };

    private List<RevalidatorRow> Threads(TallyWindow window, IReadOnlyList<ProbeId> deletes)
    {
        var rows = new List<RevalidatorRow>();
        for (int slot = 1; slot < window.Now.Count; slot++)
        {
            VerdictCounts now = default, before = default;
            now.Add(window.Now[slot], deletes);
            before.Add(window.BaseOf(slot), deletes);
            if (now.Results + now.Deletes + now.Retranslations == 0)
            {
                continue;
            }

            rows.Add(new RevalidatorRow
            {
                Tid = window.Now[slot].Tid,
                Name = window.Now[slot].Name,
                Results = now.Results,
                Deletes = now.Deletes,
                ResultsPerSecond = Difference.Rate(Difference.Of(now.Results, before.Results), _verdicts.Seconds),
                DeletesPerSecond = Difference.Rate(Difference.Of(now.Deletes, before.Deletes), deletes.Min(window.SecondsOf)),
                RetranslationsPerSecond = Difference.Rate(Difference.Of(now.Retranslations, before.Retranslations), _retranslations.Seconds),
            });
        }

        rows.Sort((a, b) => a.Tid.CompareTo(b.Tid));
        return rows;
    }

    private void Restart(int epoch)
    {
        _epoch = epoch;
        _verdicts.Restart();
        _retranslations.Restart();
        _unexplained.Restart();
        _resultsRate = _deletesRate = 0;
        Array.Clear(_reasonRates);
        _flowsHistory.Clear();
        _dumpHistory.Clear();
        _unexplainedHistory.Clear();
        foreach (var history in _reasonHistories)
        {
            history.Clear();
        }
    }
}
