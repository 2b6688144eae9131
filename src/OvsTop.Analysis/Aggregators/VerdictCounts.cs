using System.Runtime.CompilerServices;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>What revalidators counted, of one thread or of all.</summary>
internal struct VerdictCounts
{
    public ulong Rounds, Keep, Modify, Delete, Results, Deletes, Retranslations;
    public ReasonCounts Reasons;

    /// <summary>Verdicts DELETE, by their reasons.</summary>
    public readonly ulong Explained
    {
        get
        {
            ulong explained = 0;
            foreach (ulong count in (ReadOnlySpan<ulong>)Reasons)
            {
                explained += count;
            }

            return explained;
        }
    }

    /// <summary>Counts of all slots.</summary>
    /// <param name="table">The slots.</param>
    /// <param name="deletes">Probes whose hits are deletes.</param>
    public static VerdictCounts Of(TallyTable table, IReadOnlyList<ProbeId> deletes)
    {
        VerdictCounts counts = default;
        foreach (ref readonly var tally in table.Slots)
        {
            counts.Add(tally, deletes);
        }

        return counts;
    }

    /// <summary>Adds a slot.</summary>
    public void Add(in ThreadTally tally, IReadOnlyList<ProbeId> deletes)
    {
        for (int i = 0; i < deletes.Count; i++)
        {
            Deletes += tally.Hits[(int)deletes[i]];
        }

        Rounds += tally.Hits[(int)ProbeId.SweepDone];
        Retranslations += tally.Hits[(int)ProbeId.RevalidateEntry];
        Results += tally.Hits[(int)ProbeId.FlowResult] + tally.Hits[(int)ProbeId.FlowSweepResult];
        Keep += tally.Results[(int)RevalidationResult.Keep];
        Modify += tally.Results[(int)RevalidationResult.Modify];
        Delete += tally.Results[(int)RevalidationResult.Delete];
        for (int reason = 0; reason < ThreadTally.ReasonSlots; reason++)
        {
            Reasons[reason] += tally.Reasons[reason];
        }
    }

    /// <summary>A count per reason.</summary>
    [InlineArray(ThreadTally.ReasonSlots)]
    public struct ReasonCounts
    {
        private ulong _element;
    }
}
