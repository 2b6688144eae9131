using OvsTop.Model.Events;
using OvsTop.Model.Tallies;
using static OvsTop.Model.Events.ProbeId;
using S = OvsTop.Model.Tallies.Stage;

namespace OvsTop.Analysis.Windows;

/// <summary>What is known about a stage before it is measured.</summary>
/// <param name="Stage">Where thread tallies count it; null when they do not.</param>
/// <param name="Name">As shown.</param>
/// <param name="Meaning">From where to where.</param>
/// <param name="Needs">Probes without which it cannot be measured.</param>
internal sealed record StageInfo(Stage? Stage, string Name, string Meaning, params ProbeId[] Needs)
{
    public static readonly StageInfo Queue = new(S.Queue, "queue", "kernel upcall -> recv", DpUpcall, RecvUpcall);
    public static readonly StageInfo Translate = new(S.Translate, "translate", "recv -> put built", RecvUpcall, FlowPut);
    public static readonly StageInfo TranslateExecute = new(S.TranslateExecute, "translate execute", "recv -> execute built", RecvUpcall, FlowExecute);
    public static readonly StageInfo WaitPut = new(S.WaitPut, "wait put", "put built -> kernel entry", FlowPut, FlowCmdNewEnter) { Nearest = S.Send };
    public static readonly StageInfo KernelPut =
        new(S.KernelPut, "kernel put", "kernel entry -> return of the put", FlowCmdNewEnter, FlowCmdNewReturn) { Nearest = S.Send };
    public static readonly StageInfo WaitExecute =
        new(S.WaitExecute, "wait execute", "execute built -> kernel entry", FlowExecute, PacketCmdExecuteEnter) { Nearest = S.Send };
    public static readonly StageInfo KernelExecute =
        new(S.KernelExecute, "kernel execute", "kernel entry -> return of the execute", PacketCmdExecuteEnter, PacketCmdExecuteReturn) { Nearest = S.Send };
    public static readonly StageInfo Send =
        new(S.Send, "send", "sendmsg of puts and executes, entry -> return", SendmsgEnter, SendmsgReturn) { IsSubstitute = true };
    public static readonly StageInfo Total =
        new(S.Total, "total", "kernel upcall -> kernel execute", DpUpcall, RecvUpcall, FlowExecute, PacketCmdExecuteEnter) { Nearest = S.TranslateExecute };
    public static readonly StageInfo Overhead =
        new(null, "overhead", "total without translate", DpUpcall, RecvUpcall, FlowPut, FlowExecute, PacketCmdExecuteEnter);
    public static readonly StageInfo Dump = new(S.Dump, "dump", "start_dump -> sweep_done", StartDump, SweepDone);
    public static readonly StageInfo MainRun = new(S.MainRun, "run", "run_start -> poll_block", RunStart, PollBlock);
    public static readonly StageInfo MainWait = new(S.MainWait, "wait", "poll_block -> run_start", RunStart, PollBlock);

    /// <summary>The stages of an upcall, in the order it goes through them.</summary>
    public static IReadOnlyList<StageInfo> Path { get; } =
        [Queue, Translate, TranslateExecute, WaitPut, KernelPut, WaitExecute, KernelExecute, Send, Total];

    /// <summary>What comes closest where this stage cannot be measured; it keeps its own name.</summary>
    public Stage? Nearest { get; init; }

    /// <summary>It is measured only where others cannot be, so nobody misses it.</summary>
    public bool IsSubstitute { get; init; }
}
