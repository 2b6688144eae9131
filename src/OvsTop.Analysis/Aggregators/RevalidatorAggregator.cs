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
    private static readonly ProbeId[] Verdict = [ProbeId.FlowResult], Retranslation = [ProbeId.RevalidateEntry];

    private readonly StageWindows _dump = new(StageInfo.Dump);
    private readonly History _flowsHistory = new(), _dumpHistory = new(), _unexplainedHistory = new();
    private readonly History[] _reasonHistories = [.. Enumerable.Range(0, ThreadTally.ReasonSlots).Select(_ => new History())];
    private readonly HeldRate[] _reasonRates = [.. Enumerable.Range(0, ThreadTally.ReasonSlots).Select(_ => new HeldRate())];
    private readonly HeldRate _resultsRate = new(), _deletesRate = new(), _retranslationsRate = new();
    private readonly Dictionary<uint, ThreadRates> _threadRates = [];
    private readonly Coverage _verdicts = new(ProbeId.FlowResult), _retranslations = new(ProbeId.RevalidateEntry);
    private readonly UnexplainedDeletes _unexplained = new();
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
        if (_round.HasFlows)
        {
            _flowsHistory.Add(_round.Flows, window.Extends);
        }

        if (_round.HasDuration)
        {
            _dumpHistory.Add(_round.DurationMs, window.Extends);
        }

        return new RevalidatorSnapshot
        {
            Rounds = now.Rounds,
            RoundsPerSecond = Difference.Rate(Difference.Of(now.Rounds, before.Rounds), window.Seconds),
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
            ResultsPerSecond = _resultsRate.Take(window, info, Verdict, now.Results, before.Results),
            Deletes = now.Deletes,
            DeletesPerSecond = _deletesRate.Take(window, info, deletes, now.Deletes, before.Deletes),
            Retranslations = now.Retranslations,
            RetranslationsPerSecond = _retranslationsRate.Take(window, info, Retranslation, now.Retranslations, before.Retranslations),
            Reasons = Reasons(window, info, now, before),
            Threads = Threads(window, info, deletes),
            FlowsHistory = _flowsHistory.ToSeries(),
            DumpHistory = _dumpHistory.ToSeries(),
        };
    }

    private List<ReasonRow> Reasons(TallyWindow window, SourceInfo info, in VerdictCounts now, in VerdictCounts before)
    {
        var rows = new List<ReasonRow>();
        for (int reason = 0; reason < ThreadTally.ReasonSlots; reason++)
        {
            ulong total = now.Reasons[reason];
            double perSecond = _reasonRates[reason].Take(window, info, Verdict, total, before.Reasons[reason]);
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

    private List<RevalidatorRow> Threads(TallyWindow window, SourceInfo info, IReadOnlyList<ProbeId> deletes)
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

            uint tid = window.Now[slot].Tid;
            if (!_threadRates.TryGetValue(tid, out var rates))
            {
                _threadRates.Add(tid, rates = new ThreadRates());
            }

            rows.Add(new RevalidatorRow
            {
                Tid = tid,
                Name = window.Now[slot].Name,
                Results = now.Results,
                Deletes = now.Deletes,
                ResultsPerSecond = rates.Results.Take(window, info, Verdict, now.Results, before.Results),
                DeletesPerSecond = rates.Deletes.Take(window, info, deletes, now.Deletes, before.Deletes),
                RetranslationsPerSecond = rates.Retranslations.Take(window, info, Retranslation, now.Retranslations, before.Retranslations),
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
        _threadRates.Clear();
        _flowsHistory.Clear();
        _dumpHistory.Clear();
        _unexplainedHistory.Clear();
        foreach (var history in _reasonHistories)
        {
            history.Clear();
        }
    }

    private sealed class ThreadRates
    {
        public HeldRate Results { get; } = new();

        public HeldRate Deletes { get; } = new();

        public HeldRate Retranslations { get; } = new();
    }
}
