namespace OvsTop.Model.Tallies;

/// <summary>
/// An interval a thread tally keeps a histogram of; the index into <see cref="ThreadTally.Stages"/> (enum ovstop_stage in ovstop.h).
/// A stage says from where to where: op_flow_* fire when the netlink message is <em>built</em>.
/// </summary>
public enum Stage
{
    /// <summary>recv_upcall -> op_flow_put built, same thread and same key.</summary>
    Translate = 0,

    /// <summary>recv_upcall -> op_flow_execute built, same thread and same packet.</summary>
    TranslateExecute = 1,

    /// <summary>Main loop: run_start -> poll_block.</summary>
    MainRun = 2,

    /// <summary>Main loop: poll_block -> run_start.</summary>
    MainWait = 3,

    /// <summary>Revalidation round: start_dump -> sweep_done.</summary>
    Dump = 4,

    /// <summary>Kernel: ovs_flow_cmd_new or _set entry -> return.</summary>
    KernelPut = 5,

    /// <summary>Kernel: ovs_packet_cmd_execute entry -> return.</summary>
    KernelExecute = 6,

    /// <summary>Kernel upcall sent -> recv_upcall of the same packet.</summary>
    Queue = 7,

    /// <summary>op_flow_put built -> kernel entry.</summary>
    WaitPut = 8,

    /// <summary>op_flow_execute built -> kernel entry.</summary>
    WaitExecute = 9,

    /// <summary>Kernel upcall sent -> kernel entry of the execute of the same packet.</summary>
    Total = 10,

    /// <summary>sendmsg entry -> return, of a call that carries puts or executes: what can be measured where the kernel's commands cannot.</summary>
    Send = 11,
}
