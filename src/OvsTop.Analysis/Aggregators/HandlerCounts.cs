using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>The columns of a handler row as counts: since start, and (names ending in In) in the window.</summary>
internal struct HandlerCounts
{
    public ulong Upcalls, Puts, Executes, Batches, WithoutPut;
    public ulong UpcallsIn, PutsIn, ExecutesIn, BatchesIn, MissesIn, ActionsIn;

    /// <summary>Reads one slot; the shared one has hits only.</summary>
    /// <param name="window">Now and before.</param>
    /// <param name="slot">Which slot.</param>
    /// <param name="putsKnown">False when op_flow_put is not attached: nobody knows what was not put.</param>
    public static HandlerCounts Of(TallyWindow window, int slot, bool putsKnown)
    {
        ref readonly var now = ref window.Now[slot];
        ref readonly var before = ref window.BaseOf(slot);
        var counts = new HandlerCounts
        {
            Upcalls = now.Hits[(int)ProbeId.RecvUpcall],
            Puts = now.Hits[(int)ProbeId.FlowPut],
            Executes = now.Hits[(int)ProbeId.FlowExecute],
            Batches = now.Batches,
        };
        counts.UpcallsIn = Difference.Of(counts.Upcalls, before.Hits[(int)ProbeId.RecvUpcall]);
        counts.PutsIn = Difference.Of(counts.Puts, before.Hits[(int)ProbeId.FlowPut]);
        counts.ExecutesIn = Difference.Of(counts.Executes, before.Hits[(int)ProbeId.FlowExecute]);
        counts.BatchesIn = Difference.Of(counts.Batches, before.Batches);
        if (slot > 0)
        {
            counts.WithoutPut = putsKnown ? Difference.Of(counts.Upcalls, now.Stages[(int)Stage.Translate].Count) : 0;
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
        BatchesIn += other.BatchesIn;
        MissesIn += other.MissesIn;
        ActionsIn += other.ActionsIn;
    }
}
