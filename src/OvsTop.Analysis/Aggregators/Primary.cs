using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Aggregators;

/// <summary>
/// Which of two mechanisms counts upcalls, puts and executes: the kernel's own functions where they are probed, else the daemon's probes. One or the
/// other, never both. A recording of single events names no upcall sockets, so there the daemon's probes count if it has them; matches of a filter
/// are counted by the daemon's probes alone.
/// </summary>
/// <param name="KernelUpcalls">ovs_dp_upcall, and not recv_upcall.</param>
/// <param name="KernelOperations">ovs_flow_cmd_new, ovs_flow_cmd_set and ovs_packet_cmd_execute, and not op_flow_put and op_flow_execute.</param>
/// <param name="PutsKnown">op_flow_put is attached: it is known which upcalls no put followed.</param>
internal readonly record struct Primary(bool KernelUpcalls, bool KernelOperations, bool PutsKnown)
{
    /// <summary>Chooses for a window.</summary>
    public static Primary Of(TallyWindow window, Func<ProbeId, bool> isAttached)
    {
        bool sockets = false;
        foreach (ref readonly var row in window.Now.Threads)
        {
            sockets |= row.PortId != 0;
        }

        bool kernel = isAttached(ProbeId.DpUpcall) && (sockets || !isAttached(ProbeId.RecvUpcall));
        bool operations = isAttached(ProbeId.FlowCmdNewEnter) && isAttached(ProbeId.PacketCmdExecuteEnter) && (kernel || !isAttached(ProbeId.FlowPut));
        return new Primary(kernel, operations, isAttached(ProbeId.FlowPut));
    }
}
