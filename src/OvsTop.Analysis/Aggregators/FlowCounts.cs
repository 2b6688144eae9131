using System.Runtime.CompilerServices;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>What all threads did to flows, since start.</summary>
internal struct FlowCounts
{
    public ulong Upcalls, Matched, Puts, Modifies, Deletes, Explained, Churn;
    public ReasonCounts ChurnReasons;

    /// <summary>Deletes without a verdict.</summary>
    public readonly ulong Unexplained => Difference.Of(Deletes, Explained);

    /// <summary>Upcalls that installed nothing.</summary>
    public readonly ulong WithoutPut => Difference.Of(Upcalls, Matched);

    /// <summary>Counts of all slots.</summary>
    /// <param name="table">The tallies.</param>
    /// <param name="puts">op_flow_put, or the kernel's command.</param>
    /// <param name="deletes">op_flow_del, or the kernel's command.</param>
    public static FlowCounts Of(TallyTable table, ProbeId puts, ProbeId deletes)
    {
        FlowCounts counts = default;
        foreach (ref readonly var tally in table.Slots)
        {
            counts.Add(tally, puts, deletes);
        }

        return counts;
    }

    private void Add(in ThreadTally tally, ProbeId puts, ProbeId deletes)
    {
        // Feature probes have the flags create and modify (dpif_probe_feature in lib/dpif.c), so they are among the modifies.
        ulong notCreated = puts == ProbeId.FlowPut ? tally.PutsModify : 0;
        Upcalls += tally.Hits[(int)ProbeId.RecvUpcall];
        Matched += tally.Stages[(int)Stage.Translate].Count;
        Puts += Difference.Of(tally.Hits[(int)puts], notCreated);
        Modifies += Difference.Of(tally.PutsModify, tally.PutsProbe);
        Deletes += tally.Hits[(int)deletes];
        for (int reason = 0; reason < ThreadTally.ReasonSlots; reason++)
        {
            Explained += tally.Reasons[reason];
            Churn += tally.Churn[reason];
            ChurnReasons[reason] += tally.Churn[reason];
        }
    }

    /// <summary>A count per reason.</summary>
    [InlineArray(ThreadTally.ReasonSlots)]
    public struct ReasonCounts
    {
        private ulong _element;
    }
}
