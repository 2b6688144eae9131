using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Packets;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Details;

/// <summary>
/// The stages that tie a kernel event to a daemon event, which no tally counts: queue, wait, total and overhead. They need every record in a row, so a
/// batch that lost some, and the one after it, measure nothing.
/// </summary>
internal sealed class DetailStages
{
    private static readonly StageInfo[] Measured = [StageInfo.Queue, StageInfo.WaitPut, StageInfo.WaitExecute, StageInfo.Total, StageInfo.Overhead];

    private readonly StageTally[] _now = new StageTally[Measured.Length];
    private readonly StageTally[] _base = new StageTally[Measured.Length];
    private readonly StageTally[] _earlier = new StageTally[Measured.Length];
    private readonly Dictionary<uint, ThreadOperations> _threads = [];
    private readonly PendingUpcalls _upcalls = new();
    private ulong _missing;
    private bool _lossy;

    /// <summary>True once a detail was lost or left out.</summary>
    public bool Incomplete => _missing > 0;

    /// <summary>Reads the details of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isComplete">False when a filter has left some out.</param>
    public void Add(ProbeBatch batch, bool isComplete = true)
    {
        if (batch.Discontinuity)
        {
            Array.Clear(_now);
            Array.Clear(_base);
            Array.Clear(_earlier);
            Forget();
        }

        ulong missing = batch.Losses.Lost + batch.Losses.Skipped;
        bool loses = missing != _missing || !isComplete, wasLossy = _lossy;
        _missing = missing;
        _lossy = loses;
        if (loses || wasLossy)
        {
            Forget();
            return;
        }

        foreach (var record in batch.Records)
        {
            Add(record);
        }
    }

    /// <summary>The row of one of the stages measured here; null before its first duration.</summary>
    public StageRow? Take(StageInfo info, StageWindows windows, TallyWindow window)
    {
        int stage = Array.IndexOf(Measured, info);
        return windows.Take(window, _now[stage], window.Extends ? _earlier[stage] : _base[stage]);
    }

    /// <summary>The window is over.</summary>
    public void Advance()
    {
        _base.CopyTo(_earlier, 0);
        _now.CopyTo(_base, 0);
    }

    private void Add(in ProbeEvent probeEvent)
    {
        ref readonly var header = ref probeEvent.Header;
        switch (header.Probe)
        {
            case ProbeId.DpUpcall:
                _upcalls.Add(PacketIdentity.Of(probeEvent.Packet, header.PacketLength, (uint)header.Value0), header.Tid, header.TimeNs);
                break;
            case ProbeId.DpUpcallReturn when header.Argument != 0:
                _upcalls.Fail(header.Tid);
                break;
            case ProbeId.RecvUpcall:
                uint recircId = PacketIdentity.Recirculation(probeEvent.Key);
                ulong kernelNs = _upcalls.Take(PacketIdentity.Of(probeEvent.Packet, header.PacketLength, recircId), header.TimeNs);
                Measure(0, kernelNs, header.TimeNs);
                Thread(header.Tid)?.Receive(header.Subject, kernelNs, header.TimeNs);
                break;
            case ProbeId.FlowPut when (header.Argument & 1) != 0: // DPIF_FP_CREATE, lib/dpif.h: becomes OVS_FLOW_CMD_NEW
                Thread(header.Tid)?.BuildPut(header.TimeNs, header.SinceRecvNs);
                break;
            case ProbeId.FlowExecute:
                Thread(header.Tid)?.BuildExecute(header.Subject, header.TimeNs);
                break;
            case ProbeId.FlowCmdNewEnter:
                Measure(1, Thread(header.Tid)?.EnterPut() ?? 0, header.TimeNs);
                break;
            case ProbeId.PacketCmdExecuteEnter:
                var execute = Thread(header.Tid)?.EnterExecute() ?? default;
                Measure(2, execute.BuiltNs, header.TimeNs);
                Measure(3, execute.KernelNs, header.TimeNs);
                if (execute.TranslateNs != 0 && execute.KernelNs != 0)
                {
                    Measure(4, execute.KernelNs + execute.TranslateNs, header.TimeNs);
                }

                break;
        }
    }

    private void Measure(int stage, ulong startNs, ulong endNs)
    {
        if (startNs != 0)
        {
            _now[stage].Add(endNs > startNs ? endNs - startNs : 0);
        }
    }

    private ThreadOperations? Thread(uint tid)
    {
        if (_threads.TryGetValue(tid, out var operations))
        {
            return operations;
        }

        if (_threads.Count == TallyTable.Capacity)
        {
            return null;
        }

        operations = new ThreadOperations();
        _threads.Add(tid, operations);
        return operations;
    }

    private void Forget()
    {
        _upcalls.Clear();
        foreach (var operations in _threads.Values)
        {
            operations.Clear();
        }
    }
}
