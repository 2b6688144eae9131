using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 2: upcalls by handler. A handler is a thread that received an upcall or whose socket was sent one, whatever it is called.</summary>
internal sealed class UpcallAggregator
{
    private readonly History _total = new();
    private readonly Histogram _translate = new();
    private readonly List<(uint Tid, History Upcalls)> _bySlot = [];
    private readonly HandlerGroups _groups = new();
    private int _epoch = -1;

    /// <summary>The window in rows.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="primary">What counts.</param>
    /// <param name="known">What the attached probes can tell.</param>
    /// <param name="translate">Translate time of all threads in the window.</param>
    public UpcallsSnapshot Take(TallyWindow window, PrimaryProbes primary, Known known, LatencySummary translate)
    {
        if (_epoch != window.Epoch)
        {
            _epoch = window.Epoch;
            _total.Clear();
            _bySlot.Clear();
        }

        _groups.Read(window.Now);
        int slots = window.Now.Count;
        var bySlot = new HandlerCounts[slots];
        HandlerCounts total = default, other = default;
        uint batchMax = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            var counts = HandlerCounts.Of(window, slot, primary, known);
            bySlot[_groups.Leaders[slot]].Add(counts);
            total.Add(counts);
            batchMax = Math.Max(batchMax, window.Now[slot].BatchMax);
        }

        var handlers = new List<HandlerRow>();
        for (int slot = 0; slot < slots; slot++)
        {
            if (slot == 0 || bySlot[slot].Upcalls == 0)
            {
                other.Add(bySlot[slot]);
                continue;
            }

            handlers.Add(Handler(window, slot, bySlot[slot], total));
        }

        handlers.Sort((a, b) => a.Tid.CompareTo(b.Tid));
        _total.Add(Difference.Rate(total.UpcallsIn, window.Seconds), window.Extends);
        return new UpcallsSnapshot
        {
            Handlers = handlers,
            Total = Row("total", total, total, window.Seconds) with
            {
                BatchMax = batchMax,
                Translate = translate,
                History = _total.ToSeries(),
            },
            Other = Row("other", other, total, window.Seconds),
            BatchSizes = BatchSizes(window.Now),
        };
    }

    private HandlerRow Handler(TallyWindow window, int slot, in HandlerCounts counts, in HandlerCounts total)
    {
        ref readonly var now = ref window.Now[slot];
        ref readonly var before = ref window.BaseOf(slot);
        ref readonly var translate = ref now.Stages[(int)Stage.Translate];
        _translate.Clear();
        _translate.Add(translate, before.Stages[(int)Stage.Translate]);
        var history = HistoryOf(slot, now.Tid);
        history.Add(Difference.Rate(counts.UpcallsIn, window.Seconds), window.Extends);
        return Row(HandlerGroups.NameOf(now), counts, total, window.Seconds) with
        {
            Tid = now.Tid,
            BatchMax = now.BatchMax,
            Translate = _translate.Summarize(translate.MinNs, translate.MaxNs),
            History = history.ToSeries(),
        };
    }

    private History HistoryOf(int slot, uint tid)
    {
        while (_bySlot.Count <= slot)
        {
            _bySlot.Add((0, new History()));
        }

        var (owner, history) = _bySlot[slot];
        if (owner != tid)
        {
            history.Clear();
            _bySlot[slot] = (tid, history);
        }

        return history;
    }

    private static HandlerRow Row(string name, in HandlerCounts counts, in HandlerCounts total, double seconds) => new()
    {
        Name = name,
        Upcalls = counts.Upcalls,
        Puts = counts.Puts,
        Executes = counts.Executes,
        Batches = counts.Batches,
        UpcallsWithoutPut = counts.WithoutPut,
        UpcallsPerSecond = Difference.Rate(counts.UpcallsIn, seconds),
        PutsPerSecond = Difference.Rate(counts.PutsIn, seconds),
        ExecutesPerSecond = Difference.Rate(counts.ExecutesIn, seconds),
        MissesPerSecond = Difference.Rate(counts.MissesIn, seconds),
        ActionsPerSecond = Difference.Rate(counts.ActionsIn, seconds),
        Share = Difference.Share(counts.UpcallsIn, total.UpcallsIn),
        TotalShare = Difference.Share(counts.Upcalls, total.Upcalls),
        BatchMean = Difference.Share(counts.ReceivedIn, counts.BatchesIn),
        Lost = counts.LossesKnown ? Errors(counts.Lost, 1) : null,
        LostPerSecond = counts.LossesKnown ? Errors(counts.LostIn, seconds) : null,
        PutErrors = Errors(counts.PutErrors, 1),
        ExecuteErrors = Errors(counts.ExecuteErrors, 1),
    };

    private static ErrorSplit Errors(in ThreadTally.ErrorArray counts, double by)
    {
        double[]? errors = null;
        for (int error = 0; error < ThreadTally.ErrorSlots; error++)
        {
            if (counts[error] > 0 && by > 0)
            {
                (errors ??= new double[ThreadTally.ErrorSlots])[error] = counts[error] / by;
            }
        }

        return errors is null ? ErrorSplit.None : new ErrorSplit(errors);
    }

    private static ulong[] BatchSizes(TallyTable table)
    {
        ulong[] sizes = new ulong[ThreadTally.MaxBatch + 1];
        foreach (ref readonly var tally in table.Threads)
        {
            for (int size = 0; size < sizes.Length; size++)
            {
                sizes[size] += tally.BatchSizes[size];
            }
        }

        return sizes;
    }
}
