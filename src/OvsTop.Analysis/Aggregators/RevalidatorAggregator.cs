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
    private RoundDetails _round;
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
    public RevalidatorSnapshot Take(TallyWindow window)
    {
        if (_epoch != window.Epoch)
        {
            Restart(window.Epoch);
        }

        VerdictCounts now = VerdictCounts.Of(window.Now), before = VerdictCounts.Of(window.Base);
        double seconds = window.Seconds;
        if (_round.HasFlows)
        {
            _flowsHistory.Add(_round.Flows, window.Extends);
        }

        if (_round.HasDuration)
        {
            _dumpHistory.Add(_round.DurationMs, window.Extends);
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
            ResultsPerSecond = Rate(now.Results, before.Results),
            Deletes = now.Deletes,
            DeletesPerSecond = Rate(now.Deletes, before.Deletes),
            Retranslations = now.Retranslations,
            RetranslationsPerSecond = Rate(now.Retranslations, before.Retranslations),
            Reasons = Reasons(window, now, before),
            Threads = Threads(window),
            FlowsHistory = _flowsHistory.ToSeries(),
            DumpHistory = _dumpHistory.ToSeries(),
        };
    }

    private List<ReasonRow> Reasons(TallyWindow window, in VerdictCounts now, in VerdictCounts before)
    {
        var rows = new List<ReasonRow>();
        for (int reason = 0; reason < ThreadTally.ReasonSlots; reason++)
        {
            ulong total = now.Reasons[reason];
            double perSecond = Difference.Rate(Difference.Of(total, before.Reasons[reason]), window.Seconds);
            _reasonHistories[reason].Add(perSecond, window.Extends);
            if (total > 0)
            {
                rows.Add(Row(DeleteReasons.Name(reason), total, perSecond, _reasonHistories[reason]));
            }
        }

        double unexplained = Difference.Rate(Difference.Of(now.Unexplained, before.Unexplained), window.Seconds);
        _unexplainedHistory.Add(unexplained, window.Extends);
        rows.Add(Row("unexplained", now.Unexplained, unexplained, _unexplainedHistory));
        return rows;
    }

    private static ReasonRow Row(string name, ulong total, double perSecond, History history) =>
        new() { Name = name, Total = total, PerSecond = perSecond, History = history.ToSeries() };

    private static List<RevalidatorRow> Threads(TallyWindow window)
    {
        var rows = new List<RevalidatorRow>();
        for (int slot = 1; slot < window.Now.Count; slot++)
        {
            VerdictCounts now = default, before = default;
            now.Add(window.Now[slot]);
            before.Add(window.BaseOf(slot));
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
                ResultsPerSecond = Difference.Rate(Difference.Of(now.Results, before.Results), window.Seconds),
                DeletesPerSecond = Difference.Rate(Difference.Of(now.Deletes, before.Deletes), window.Seconds),
                RetranslationsPerSecond = Difference.Rate(Difference.Of(now.Retranslations, before.Retranslations), window.Seconds),
            });
        }

        rows.Sort((a, b) => a.Tid.CompareTo(b.Tid));
        return rows;
    }

    private void Restart(int epoch)
    {
        _epoch = epoch;
        _flowsHistory.Clear();
        _dumpHistory.Clear();
        _unexplainedHistory.Clear();
        foreach (var history in _reasonHistories)
        {
            history.Clear();
        }
    }
}
