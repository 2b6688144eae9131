using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>The columns of a handler row as counts: since start, and (names ending in In) in the window.</summary>
internal struct HandlerCounts
{
    public ulong Upcalls, Puts, Executes, Batches, WithoutPut;
    public ulong UpcallsIn, PutsIn, ExecutesIn, ReceivedIn, BatchesIn, MissesIn, ActionsIn;
    public bool LossesKnown;
    public ThreadTally.ErrorArray Lost, LostIn, PutErrors, ExecuteErrors;

    /// <summary>Reads one slot: the row of a thread, of a socket or the shared one.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="slot">Which slot.</param>
    /// <param name="primary">What counts: the kernel's probes or the daemon's, never both.</param>
    /// <param name="known">What the attached probes can tell.</param>
    public static HandlerCounts Of(TallyWindow window, int slot, PrimaryProbes primary, Known known)
    {
        ref readonly var now = ref window.Now[slot];
        ref readonly var before = ref window.BaseOf(slot);
        var counts = new HandlerCounts
        {
            Upcalls = Sum(now, primary.Upcalls),
            Puts = Sum(now, primary.Puts),
            Executes = Sum(now, primary.Executes),
            Batches = now.Batches,
            LossesKnown = known.Losses && (slot == 0 || now.PortId != 0),
            Lost = now.UpcallErrors,
            PutErrors = now.PutErrors,
            ExecuteErrors = now.ExecuteErrors,
        };
        counts.UpcallsIn = Difference.Of(counts.Upcalls, Sum(before, primary.Upcalls));
        counts.PutsIn = Difference.Of(counts.Puts, Sum(before, primary.Puts));
        counts.ExecutesIn = Difference.Of(counts.Executes, Sum(before, primary.Executes));
        counts.ReceivedIn = Difference.Of(now.Hits[(int)ProbeId.RecvUpcall], before.Hits[(int)ProbeId.RecvUpcall]);
        counts.BatchesIn = Difference.Of(counts.Batches, before.Batches);
        for (int error = 0; error < ThreadTally.ErrorSlots; error++)
        {
            counts.LostIn[error] = Difference.Of(now.UpcallErrors[error], before.UpcallErrors[error]);
        }

        if (slot > 0)
        {
            counts.WithoutPut = known.Puts ? Difference.Of(now.Hits[(int)ProbeId.RecvUpcall], now.Stages[(int)Stage.Translate].Count) : 0;
        }

        // A thread's row has the types of what it received, a socket's (and the shared one) those of what was sent.
        if (primary.Upcalls.Contains(ProbeId.DpUpcall) == (slot == 0 || now.PortId != 0))
        {
            counts.MissesIn = Difference.Of(now.UpcallTypes[(int)UpcallType.Miss], before.UpcallTypes[(int)UpcallType.Miss]);
            for (int type = (int)UpcallType.Action; type < 4; type++)
            {
                counts.ActionsIn += Difference.Of(now.UpcallTypes[type], before.UpcallTypes[type]);
            }
        }

        return counts;
    }

    /// <summary>Adds another row.</summary>
    public void Add(in HandlerCounts other)
    {
        Upcalls += other.Upcalls;
        Puts += other.Puts;
        Executes += other.Executes;
        Batches += other.Batches;
        WithoutPut += other.WithoutPut;
        UpcallsIn += other.UpcallsIn;
        PutsIn += other.PutsIn;
        ExecutesIn += other.ExecutesIn;
        ReceivedIn += other.ReceivedIn;
        BatchesIn += other.BatchesIn;
        MissesIn += other.MissesIn;
        ActionsIn += other.ActionsIn;
        LossesKnown |= other.LossesKnown;
        for (int error = 0; error < ThreadTally.ErrorSlots; error++)
        {
            Lost[error] += other.Lost[error];
            LostIn[error] += other.LostIn[error];
            PutErrors[error] += other.PutErrors[error];
            ExecuteErrors[error] += other.ExecuteErrors[error];
        }
    }

    private static ulong Sum(in ThreadTally row, IReadOnlyList<ProbeId> probes)
    {
        ulong sum = 0;
        for (int i = 0; i < probes.Count; i++)
        {
            sum += row.Hits[(int)probes[i]];
        }

        return sum;
    }
}
