using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Filters.Details;

/// <summary>Counts matching records into a table, as the kernel programs count them into their matched tallies.</summary>
internal sealed class MatchTallier
{
    private const int Modify = 2, Probe = 8;

    private readonly Dictionary<uint, int> _slots = [];
    private readonly Dictionary<uint, ulong> _kernelEnterNs = [];

    /// <summary>The counts so far.</summary>
    public TallyTable Table { get; } = new();

    /// <summary>Counts a record that matches.</summary>
    public void Add(in EventHeader header, string? threadName)
    {
        if ((int)header.Probe >= ProbeTable.Slots)
        {
            // An event of a newer ovstop.
            return;
        }

        if (Slot(header.Tid) is not (var slot and > 0))
        {
            Table.Shared.Hits[(int)header.Probe]++;
            return;
        }

        ref var tally = ref Table[slot];
        if (tally.Comm[0] == 0)
        {
            tally.SetName(threadName);
        }

        tally.Hits[(int)header.Probe]++;
        switch (header.Probe)
        {
            case ProbeId.RecvUpcall:
                tally.UpcallTypes[(uint)header.Argument < 3 ? header.Argument : 3]++;
                break;
            case ProbeId.FlowPut:
                tally.PutsModify += (header.Argument & Modify) != 0 ? 1u : 0;
                tally.PutsProbe += (header.Argument & Probe) != 0 ? 1u : 0;
                tally.PutsUnmatched += header.SinceRecvNs == 0 ? 1u : 0;
                AddInterval(ref tally, Stage.Translate, header.SinceRecvNs);
                if ((header.Flags & EventFlags.Churn) != 0 && header.Detail > 0)
                {
                    tally.Churn[(int)Math.Min(header.Detail - 1, ThreadTally.ReasonSlots - 1)]++;
                }

                break;
            case ProbeId.FlowExecute:
                AddInterval(ref tally, Stage.TranslateExecute, header.SinceRecvNs);
                break;
            case ProbeId.FlowResult or ProbeId.FlowSweepResult:
                tally.Results[(uint)header.Argument < 3 ? header.Argument : 3]++;
                if (header.Argument == (int)RevalidationResult.Delete)
                {
                    tally.Reasons[(int)Math.Min(header.Detail, ThreadTally.ReasonSlots - 1)]++;
                }

                break;
            case ProbeId.FlowCmdNewEnter or ProbeId.FlowCmdSetEnter or ProbeId.PacketCmdExecuteEnter:
                _kernelEnterNs[header.Tid] = header.TimeNs;
                break;
            case ProbeId.FlowCmdNewReturn or ProbeId.FlowCmdSetReturn:
                AddKernel(ref tally, Stage.KernelPut, header);
                break;
            case ProbeId.PacketCmdExecuteReturn:
                AddKernel(ref tally, Stage.KernelExecute, header);
                break;
        }
    }

    private static void AddInterval(ref ThreadTally tally, Stage stage, ulong ns)
    {
        if (ns != 0)
        {
            tally.Stages[(int)stage].Add(ns);
        }
    }

    private void AddKernel(ref ThreadTally tally, Stage stage, in EventHeader header)
    {
        if (_kernelEnterNs.Remove(header.Tid, out ulong enterNs))
        {
            tally.Stages[(int)stage].Add(header.TimeNs > enterNs ? header.TimeNs - enterNs : 0);
        }
    }

    private int Slot(uint tid)
    {
        if (_slots.TryGetValue(tid, out int slot))
        {
            return slot;
        }

        if (Table.Count == TallyTable.Capacity)
        {
            return 0;
        }

        slot = Table.Count;
        Table.Resize(slot + 1);
        Table[slot].Tid = tid;
        _slots.Add(tid, slot);
        return slot;
    }
}
