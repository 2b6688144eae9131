namespace OvsTop.Model.Events;

/// <summary>
/// Every probe ovstop knows, in the order of <c>ovstop check</c>. Names and first versions were read from the
/// Open vSwitch sources v2.17.0 .. v3.7.1 and the 4.0 branch.
/// </summary>
public static class ProbeTable
{
    /// <summary>Number of slots in arrays indexed by <see cref="ProbeId"/> (OVSTOP_PROBES in ovstop.h).</summary>
    public const int Slots = 32;

    private static readonly ProbeInfo?[] ById = new ProbeInfo?[Slots];
    private static readonly Dictionary<string, ProbeInfo> ByEventName = new(StringComparer.Ordinal);

    static ProbeTable()
    {
        foreach (var probe in All)
        {
            ById[(int)probe.Id] = probe;
            ByEventName.Add(probe.EventName, probe);
        }
    }

    /// <summary>All probes.</summary>
    public static IReadOnlyList<ProbeInfo> All { get; } =
    [
        new(ProbeId.RunStart, "run_start", "main", "run_start", "2.17", "main loop run and wait time"),
        new(ProbeId.PollBlock, "poll_block", "main", "poll_block", "2.17", "main loop run and wait time"),
        new(ProbeId.RecvUpcall, "recv_upcall", "dpif_recv", "recv_upcall", "2.17", "upcalls per handler, batches, translate time"),
        new(ProbeId.FlowPut, "op_flow_put", "dpif_netlink_operate__", "op_flow_put", "2.17", "flow puts, translate time"),
        new(ProbeId.FlowDel, "op_flow_del", "dpif_netlink_operate__", "op_flow_del", "2.17", "flow deletes, unexplained deletes"),
        new(ProbeId.FlowExecute, "op_flow_execute", "dpif_netlink_operate__", "op_flow_execute", "2.17", "packet executes, translate time"),
        new(ProbeId.FlowGet, "op_flow_get", "dpif_netlink_operate__", "op_flow_get", "2.17", "flow gets"),
        new(ProbeId.StartDump, "start_dump", "udpif_revalidator", "start_dump", "3.2", "revalidation rounds, flow limit"),
        new(ProbeId.SweepDone, "sweep_done", "udpif_revalidator", "sweep_done", "3.2", "revalidation rounds, dump duration"),
        new(ProbeId.RevalidateEntry, "revalidate_entry", "revalidate_ukey__", "entry", "3.2", "re-translations"),
        new(ProbeId.RevalidateExit, "revalidate_exit", "revalidate_ukey__", "exit", "3.2", "re-translations"),
        new(ProbeId.FlowResult, "flow_result", "revalidate", "flow_result", "3.4", "delete reasons (dump)"),
        new(ProbeId.FlowSweepResult, "flow_sweep_result", "revalidator_sweep__", "flow_sweep_result", "3.4", "delete reasons (sweep)"),
        new(ProbeId.DpUpcall, "ovs_dp_upcall", null, "ovs_dp_upcall", "Linux 5.14", "kernel upcalls, queue time"),
        new(ProbeId.DpUpcallReturn, "ovs_dp_upcall:return", null, "ovs_dp_upcall", "Linux 5.14", "lost upcalls"),
        new(ProbeId.FlowCmdNewEnter, "ovs_flow_cmd_new:enter", null, "ovs_flow_cmd_new", "Linux 3.3", "kernel put time"),
        new(ProbeId.FlowCmdNewReturn, "ovs_flow_cmd_new:return", null, "ovs_flow_cmd_new", "Linux 3.3", "kernel put time"),
        new(ProbeId.FlowCmdSetEnter, "ovs_flow_cmd_set:enter", null, "ovs_flow_cmd_set", "Linux 3.3", "kernel modify time"),
        new(ProbeId.FlowCmdSetReturn, "ovs_flow_cmd_set:return", null, "ovs_flow_cmd_set", "Linux 3.3", "kernel modify time"),
        new(ProbeId.FlowCmdDelEnter, "ovs_flow_cmd_del:enter", null, "ovs_flow_cmd_del", "Linux 3.3", "kernel delete time"),
        new(ProbeId.FlowCmdDelReturn, "ovs_flow_cmd_del:return", null, "ovs_flow_cmd_del", "Linux 3.3", "kernel delete time"),
        new(ProbeId.PacketCmdExecuteEnter, "ovs_packet_cmd_execute:enter", null, "ovs_packet_cmd_execute", "Linux 3.3", "kernel execute time"),
        new(ProbeId.PacketCmdExecuteReturn, "ovs_packet_cmd_execute:return", null, "ovs_packet_cmd_execute", "Linux 3.3", "kernel execute time"),
        new(ProbeId.SendmsgEnter, "sendmsg:enter", null, "sys_enter_sendmsg", "Linux 2.6.31", "send time, where the kernel's commands cannot be probed"),
        new(ProbeId.SendmsgReturn, "sendmsg:return", null, "sys_exit_sendmsg", "Linux 2.6.31", "send time, where the kernel's commands cannot be probed"),
    ];

    /// <summary>The 13 USDT probes.</summary>
    public static IEnumerable<ProbeInfo> Usdt => All.Where(p => p.IsUsdt);

    /// <summary>The probe with this id, or null for an id from a newer ovstop.</summary>
    public static ProbeInfo? Find(ProbeId id) => (int)id < Slots ? ById[(int)id] : null;

    /// <summary>The probe with this event name, or null.</summary>
    public static ProbeInfo? Find(string eventName) => ByEventName.GetValueOrDefault(eventName);
}
