using OvsTop.Model.Events;

namespace OvsTop.Recording.Retis;

/// <summary>What retis calls the places both know: symbol and kind of probe, in both directions.</summary>
internal static class RetisNames
{
    /// <summary>Kernel events that say nothing but that a retis file needs so that <c>retis sort</c> finds its way; they are no upcalls.</summary>
    public const string Placeholder = "ovstop:unseen_upcall";

    /// <summary>Where retis sees an upcall put into the socket of a handler.</summary>
    public const string Enqueue = "queue_userspace_packet";

    private static readonly (ProbeId Probe, string Symbol, string Type)[] Kernel =
    [
        (ProbeId.DpUpcall, "openvswitch:ovs_dp_upcall", "raw_tracepoint"),
        (ProbeId.DpUpcallReturn, "ovs_dp_upcall", "kretprobe"),
        (ProbeId.FlowCmdNewEnter, "ovs_flow_cmd_new", "kprobe"),
        (ProbeId.FlowCmdNewReturn, "ovs_flow_cmd_new", "kretprobe"),
        (ProbeId.FlowCmdSetEnter, "ovs_flow_cmd_set", "kprobe"),
        (ProbeId.FlowCmdSetReturn, "ovs_flow_cmd_set", "kretprobe"),
        (ProbeId.FlowCmdDelEnter, "ovs_flow_cmd_del", "kprobe"),
        (ProbeId.FlowCmdDelReturn, "ovs_flow_cmd_del", "kretprobe"),
        (ProbeId.PacketCmdExecuteEnter, "ovs_packet_cmd_execute", "kprobe"),
        (ProbeId.PacketCmdExecuteReturn, "ovs_packet_cmd_execute", "kretprobe"),
    ];

    /// <summary>USDT probes that mean something without their arguments.</summary>
    private static readonly ProbeId[] Bare =
        [ProbeId.RunStart, ProbeId.PollBlock, ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowDel, ProbeId.FlowExecute, ProbeId.FlowGet];

    /// <summary>Symbol and kind of a kernel probe; null when retis has none.</summary>
    public static (string Symbol, string Type)? Of(ProbeId probe)
    {
        foreach (var (id, symbol, type) in Kernel)
        {
            if (id == probe)
            {
                return (symbol, type);
            }
        }

        return null;
    }

    /// <summary>The kernel probe of a symbol and kind; None when ovstop has none.</summary>
    public static ProbeId FindKernel(string symbol, string type)
    {
        foreach (var (probe, itsSymbol, itsType) in Kernel)
        {
            if (itsSymbol == symbol && itsType == type)
            {
                return probe;
            }
        }

        return ProbeId.None;
    }

    /// <summary>The USDT probe of a symbol (<c>provider:name</c>, with one or two colons); None when it means nothing without its arguments.</summary>
    public static ProbeId FindUsdt(string symbol)
    {
        string name = symbol.Replace("::", ":", StringComparison.Ordinal);
        foreach (var probe in Bare)
        {
            if (ProbeTable.Find(probe)!.FullName == name)
            {
                return probe;
            }
        }

        return ProbeId.None;
    }
}
