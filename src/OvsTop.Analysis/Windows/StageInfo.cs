using OvsTop.Model.Events;
using OvsTop.Model.Tallies;
using static OvsTop.Model.Events.ProbeId;

namespace OvsTop.Analysis.Windows;

/// <summary>What is known about a stage before it is measured.</summary>
/// <param name="Stage">Where thread tallies count it; null when they do not.</param>
/// <param name="Name">As shown.</param>
/// <param name="Meaning">From where to where.</param>
/// <param name="Needs">Probes without which it cannot be measured.</param>
internal sealed record StageInfo(Stage? Stage, string Name, string Meaning, params ProbeId[] Needs)
{
    public static readonly StageInfo Queue = new(null, "queue", "kernel upcall -> recv", DpUpcall, RecvUpcall);
    public static readonly StageInfo Translate = new(Model.Tallies.Stage.Translate, "translate", "recv -> put built", RecvUpcall, FlowPut);
    public static readonly StageInfo TranslateExecute =
        new(Model.Tallies.Stage.TranslateExecute, "translate execute", "recv -> execute built", RecvUpcall, FlowExecute);
    public static readonly StageInfo WaitPut = new(null, "wait put", "put built -> kernel entry", FlowPut, FlowCmdNewEnter);
    public static readonly StageInfo KernelPut =
        new(Model.Tallies.Stage.KernelPut, "kernel put", "kernel entry -> return of the put", FlowCmdNewEnter, FlowCmdNewReturn);
    public static readonly StageInfo WaitExecute =
        new(null, "wait execute", "execute built -> kernel entry", FlowExecute, PacketCmdExecuteEnter);
    public static readonly StageInfo KernelExecute = new(
        Model.Tallies.Stage.KernelExecute, "kernel execute", "kernel entry -> return of the execute", PacketCmdExecuteEnter, PacketCmdExecuteReturn);
    public static readonly StageInfo Total =
        new(null, "total", "kernel upcall -> kernel execute", DpUpcall, RecvUpcall, FlowExecute, PacketCmdExecuteEnter);
    public static readonly StageInfo Overhead =
        new(null, "overhead", "total without translate", DpUpcall, RecvUpcall, FlowPut, FlowExecute, PacketCmdExecuteEnter);
    public static readonly StageInfo Dump = new(Model.Tallies.Stage.Dump, "dump", "start_dump -> sweep_done", StartDump, SweepDone);
    public static readonly StageInfo MainRun = new(Model.Tallies.Stage.MainRun, "run", "run_start -> poll_block", RunStart, PollBlock);
    public static readonly StageInfo MainWait = new(Model.Tallies.Stage.MainWait, "wait", "poll_block -> run_start", RunStart, PollBlock);

    /// <summary>The stages of an upcall, in the order it goes through them.</summary>
    public static IReadOnlyList<StageInfo> Path { get; } =
        [Queue, Translate, TranslateExecute, WaitPut, KernelPut, WaitExecute, KernelExecute, Total];
}
