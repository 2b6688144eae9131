namespace OvsTop.Model.Events;

/// <summary>
/// A place in ovs-vswitchd or in the kernel where ovstop listens. The values are the wire values of
/// <c>enum ovstop_probe</c> in <c>src/OvsTop.Probes/bpf/ovstop.h</c>.
/// </summary>
public enum ProbeId : byte
{
    /// <summary>No probe.</summary>
    None = 0,

    /// <summary>USDT main:run_start, top of the main loop (vswitchd/ovs-vswitchd.c).</summary>
    RunStart = 1,

    /// <summary>USDT main:poll_block, the main loop is about to sleep.</summary>
    PollBlock = 2,

    /// <summary>USDT dpif_recv:recv_upcall, a handler received one upcall (lib/dpif.c).</summary>
    RecvUpcall = 3,

    /// <summary>USDT dpif_netlink_operate__:op_flow_put, the message is built, not yet sent (lib/dpif-netlink.c).</summary>
    FlowPut = 4,

    /// <summary>USDT dpif_netlink_operate__:op_flow_del, the message is built.</summary>
    FlowDel = 5,

    /// <summary>USDT dpif_netlink_operate__:op_flow_execute, the message is built.</summary>
    FlowExecute = 6,

    /// <summary>USDT dpif_netlink_operate__:op_flow_get, the message is built.</summary>
    FlowGet = 7,

    /// <summary>USDT udpif_revalidator:start_dump, a revalidation round starts (ofproto/ofproto-dpif-upcall.c).</summary>
    StartDump = 8,

    /// <summary>USDT udpif_revalidator:sweep_done, the round has ended.</summary>
    SweepDone = 9,

    /// <summary>USDT revalidate_ukey__:entry, a flow is translated again.</summary>
    RevalidateEntry = 10,

    /// <summary>USDT revalidate_ukey__:exit, with its result.</summary>
    RevalidateExit = 11,

    /// <summary>USDT revalidate:flow_result, verdict on a dumped flow, also KEEP.</summary>
    FlowResult = 12,

    /// <summary>USDT revalidator_sweep__:flow_sweep_result, verdict on a swept ukey, also KEEP.</summary>
    FlowSweepResult = 13,

    /// <summary>Tracepoint openvswitch:ovs_dp_upcall: the kernel tries to send an upcall.</summary>
    DpUpcall = 16,

    /// <summary>Return of ovs_dp_upcall, with its errno.</summary>
    DpUpcallReturn = 17,

    /// <summary>Entry of ovs_flow_cmd_new: the kernel starts a flow put (create).</summary>
    FlowCmdNewEnter = 18,

    /// <summary>Return of ovs_flow_cmd_new.</summary>
    FlowCmdNewReturn = 19,

    /// <summary>Entry of ovs_flow_cmd_set: the kernel starts a flow put (modify).</summary>
    FlowCmdSetEnter = 20,

    /// <summary>Return of ovs_flow_cmd_set.</summary>
    FlowCmdSetReturn = 21,

    /// <summary>Entry of ovs_flow_cmd_del.</summary>
    FlowCmdDelEnter = 22,

    /// <summary>Return of ovs_flow_cmd_del.</summary>
    FlowCmdDelReturn = 23,

    /// <summary>Entry of ovs_packet_cmd_execute: the kernel starts to execute a packet.</summary>
    PacketCmdExecuteEnter = 24,

    /// <summary>Return of ovs_packet_cmd_execute.</summary>
    PacketCmdExecuteReturn = 25,

    /// <summary>Tracepoint syscalls:sys_enter_sendmsg of a thread of the daemon, where the kernel's commands cannot be probed.</summary>
    SendmsgEnter = 26,

    /// <summary>Tracepoint syscalls:sys_exit_sendmsg.</summary>
    SendmsgReturn = 27,
}
