using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>
/// Counts raw events by the rules of the kernel programs (ovstop.bpf.c), so that a recording with every event and a live switch give
/// the same <see cref="TallyTable"/>. The live tests compare the two, number for number.
/// </summary>
public sealed class Tallier
{
    private readonly Dictionary<uint, int> _slots = [];
    private readonly DeletedFlows _deleted = new();
    private readonly List<BatchWindow> _windows = [new()];
    private readonly UpcallQueues _queues = new();

    /// <summary>The counts so far.</summary>
    public TallyTable Table { get; } = new();

    /// <summary>Names a thread. Threads are also added, nameless, at their first event.</summary>
    public void SetThreadName(uint tid, ReadOnlySpan<char> name)
    {
        if (Slot(tid) is var slot and > 0)
        {
            Table[slot].SetName(name);
        }
    }

    /// <summary>What the last put that was counted followed.</summary>
    public Reput LastPut { get; private set; }

    /// <summary>Counts one event.</summary>
    /// <returns>What belongs into <see cref="EventHeader.SinceRecvNs"/>; 0 for most events and when no recv matched.</returns>
    public ulong Add(in ProbeEvent probeEvent)
    {
        ref readonly var header = ref probeEvent.Header;
        if ((uint)header.Probe >= ProbeTable.Slots)
        {
            return 0;
        }

        // A kernel upcall runs in whatever thread the packet arrived in: it belongs to no row.
        int slot = header.Probe is ProbeId.DpUpcall or ProbeId.DpUpcallReturn ? 0 : Slot(header.Tid);
        ref var tally = ref Table[slot];
        tally.Hits[(int)header.Probe]++;
        if (slot == 0)
        {
            AddKernelUpcall(ref tally, probeEvent);
            return 0;
        }

        tally.DetailsDelivered++;
        var window = _windows[slot];
        switch (header.Probe)
        {
            case ProbeId.RunStart:
                window.RunStartNs = header.TimeNs;
                AddInterval(ref tally, Stage.MainWait, window.PollBlockNs, header.TimeNs);
                window.PollBlockNs = 0;
                break;
            case ProbeId.PollBlock:
                window.PollBlockNs = header.TimeNs;
                AddInterval(ref tally, Stage.MainRun, window.RunStartNs, header.TimeNs);
                window.RunStartNs = 0;
                break;
            case ProbeId.RecvUpcall:
                AddUpcall(ref tally, window, probeEvent);
                break;
            case ProbeId.FlowPut:
                return AddPut(ref tally, window, probeEvent);
            case ProbeId.FlowDel:
                _deleted.Delete(FlowIdentity.Of(probeEvent), header.TimeNs);
                break;
            case ProbeId.FlowExecute:
                var received = window.TakeExecute(header.Subject);
                window.Operations.Build(window.Operations.Executes, header.TimeNs, received.UpcallNs, received.TranslateNs);
                tally.ExecutesUnmatched += received.TimeNs == 0 ? 1u : 0;
                return AddInterval(ref tally, Stage.TranslateExecute, received.TimeNs, header.TimeNs);
            case ProbeId.StartDump:
                window.DumpStartNs = header.TimeNs;
                break;
            case ProbeId.SweepDone:
                AddInterval(ref tally, Stage.Dump, window.DumpStartNs, header.TimeNs);
                window.DumpStartNs = 0;
                break;
            case ProbeId.FlowResult or ProbeId.FlowSweepResult:
                AddResult(ref tally, header);
                if (header.Argument == (int)RevalidationResult.Delete && ((header.Flags & EventFlags.Ufid) != 0 || (header.Flags & (EventFlags.Fault | EventFlags.UnknownLayout)) == 0))
                {
                    _deleted.Sentence(FlowIdentity.Of(probeEvent), header.Detail);
                }

                break;
            case ProbeId.FlowCmdNewEnter or ProbeId.FlowCmdSetEnter:
                window.KernelEnterNs = header.TimeNs;
                var kind = header.Probe == ProbeId.FlowCmdNewEnter ? window.Operations.Creates : window.Operations.Modifies;
                AddInterval(ref tally, Stage.WaitPut, window.Operations.Enter(kind).BuiltNs, header.TimeNs);
                break;
            case ProbeId.FlowCmdDelEnter:
                window.Operations.EndRun();
                break;
            case ProbeId.SendmsgEnter:
                window.SendNs = window.Operations.IsOpen ? header.TimeNs : 0;
                window.Operations.EndRun();
                break;
            case ProbeId.SendmsgReturn:
                AddInterval(ref tally, Stage.Send, window.SendNs, header.TimeNs);
                window.SendNs = 0;
                break;
            case ProbeId.PacketCmdExecuteEnter:
                window.KernelEnterNs = header.TimeNs;
                var built = window.Operations.Enter(window.Operations.Executes);
                AddInterval(ref tally, Stage.WaitExecute, built.BuiltNs, header.TimeNs);
                ulong totalNs = AddInterval(ref tally, Stage.Total, built.UpcallNs, header.TimeNs);
                return built.TranslateNs > 0 && totalNs > built.TranslateNs ? totalNs - built.TranslateNs : 0;
            case ProbeId.FlowCmdNewReturn or ProbeId.FlowCmdSetReturn:
                AddInterval(ref tally, Stage.KernelPut, window.KernelEnterNs, header.TimeNs);
                AddError(ref tally.PutErrors, header.Argument);
                window.KernelEnterNs = 0;
                break;
            case ProbeId.PacketCmdExecuteReturn:
                AddInterval(ref tally, Stage.KernelExecute, window.KernelEnterNs, header.TimeNs);
                AddError(ref tally.ExecuteErrors, header.Argument);
                window.KernelEnterNs = 0;
                break;
        }

        return 0;
    }

    private void AddKernelUpcall(ref ThreadTally shared, in ProbeEvent probeEvent)
    {
        ref readonly var header = ref probeEvent.Header;
        if (header.Probe == ProbeId.DpUpcall)
        {
            _queues.Send(probeEvent);
        }
        else if (header.Probe == ProbeId.DpUpcallReturn)
        {
            _queues.Return(header);
            AddError(ref shared.UpcallErrors, header.Argument);
        }
    }

    private void AddUpcall(ref ThreadTally tally, BatchWindow window, in ProbeEvent probeEvent)
    {
        ref readonly var header = ref probeEvent.Header;
        ulong upcallNs = _queues.Receive(probeEvent);
        window.Operations.EndRun();
        AddInterval(ref tally, Stage.Queue, upcallNs, header.TimeNs);
        tally.QueueUnmatched += upcallNs == 0 && _queues.Any ? 1u : 0;
        tally.UpcallTypes[(uint)header.Argument < 3 ? header.Argument : 3]++;
        int size = window.Add(header.Subject, KeyHash.Of(probeEvent), header.TimeNs, upcallNs);
        if (size == 1)
        {
            tally.Batches++;
        }
        else
        {
            tally.BatchSizes[size - 1]--;
        }

        tally.BatchSizes[size]++;
        tally.BatchMax = Math.Max(tally.BatchMax, (uint)size);
    }

    private ulong AddPut(ref ThreadTally tally, BatchWindow window, in ProbeEvent probeEvent)
    {
        const int Create = 1, Modify = 2, Probe = 8; // DPIF_FP_*, lib/dpif.h
        ref readonly var header = ref probeEvent.Header;
        tally.PutsModify += (header.Argument & Modify) != 0 ? 1u : 0;
        tally.PutsProbe += (header.Argument & Probe) != 0 ? 1u : 0;
        LastPut = (header.Argument & (Modify | Probe)) == 0 ? _deleted.Put(FlowIdentity.Of(probeEvent), header.TimeNs) : default;
        if (LastPut.IsChurn(DeletedFlows.DefaultChurnNs))
        {
            tally.Churn[(int)Math.Min(LastPut.Reason, ThreadTally.ReasonSlots - 1)]++;
        }

        ulong received = window.TakePut(KeyHash.Of(probeEvent), header.TimeNs);
        window.Operations.Build((header.Argument & Create) != 0 ? window.Operations.Creates : window.Operations.Modifies, header.TimeNs);
        tally.PutsUnmatched += received == 0 ? 1u : 0;
        return AddInterval(ref tally, Stage.Translate, received, header.TimeNs);
    }

    private static void AddError(ref ThreadTally.ErrorArray errors, int result)
    {
        if (result != 0)
        {
            errors[(int)ErrorClasses.Of(result)]++;
        }
    }

    private static void AddResult(ref ThreadTally tally, in EventHeader header)
    {
        tally.Results[(uint)header.Argument < 3 ? header.Argument : 3]++;
        if (header.Argument == (int)RevalidationResult.Delete)
        {
            tally.Reasons[(int)Math.Min(header.Detail, ThreadTally.ReasonSlots - 1)]++;
        }
    }

    private static ulong AddInterval(ref ThreadTally tally, Stage stage, ulong startNs, ulong endNs)
    {
        if (startNs == 0)
        {
            return 0;
        }

        ulong ns = endNs > startNs ? endNs - startNs : 0;
        tally.Stages[(int)stage].Add(ns);
        return ns;
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
        _windows.Add(new BatchWindow());
        return slot;
    }
}
