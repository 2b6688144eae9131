using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using static OvsTop.Model.Events.ProbeId;

namespace OvsTop.Probes.Plans;

/// <summary>Which probes give which measurement; of several ways to one, the first that this switch has is taken.</summary>
internal static class Recipes
{
    private static readonly Recipe[] Fixed =
    [
        new(Measurements.Losses, [DpUpcall, DpUpcallReturn], []),
        new(Measurements.KernelLatency, [FlowCmdNewEnter, FlowCmdNewReturn, PacketCmdExecuteEnter, PacketCmdExecuteReturn], [FlowCmdSetEnter, FlowCmdSetReturn]),
        new(Measurements.KernelLatency, [SendmsgEnter, SendmsgReturn], []),
        new(Measurements.Translate, [RecvUpcall, FlowPut], [FlowExecute]),
        new(Measurements.Queue, [DpUpcall, RecvUpcall], []),
        new(Measurements.Wait, [FlowPut, FlowExecute, FlowCmdNewEnter, PacketCmdExecuteEnter], []),
        new(Measurements.MainLoop, [RunStart, PollBlock], []),
        new(Measurements.Rounds, [StartDump, SweepDone], []),
        new(Measurements.Verdicts, [FlowResult], [FlowSweepResult]),
        new(Measurements.Retranslations, [RevalidateEntry], []),
        new(Measurements.Packets, [RecvUpcall], [FlowPut, FlowExecute]),
        new(Measurements.FilteredCounts, [RecvUpcall], [FlowPut, FlowExecute]),
        new(Measurements.Talkers, [DpUpcall], []) { NeedsKey = true },
        new(Measurements.Talkers, [RecvUpcall], []),
        new(Measurements.FlowLives, [FlowPut, FlowDel], [FlowResult, FlowSweepResult]),
        new(Measurements.Traces, [RecvUpcall, FlowPut, FlowExecute],
            [DpUpcall, FlowCmdNewEnter, FlowCmdNewReturn, PacketCmdExecuteEnter, PacketCmdExecuteReturn, FlowDel, FlowResult, FlowSweepResult]),
        new(Measurements.Events, [], [.. ProbeTable.All.Select(p => p.Id)]),
    ];

    /// <summary>All ways, with the primary counts of the session.</summary>
    public static IEnumerable<Recipe> For(PrimaryProbes primary) =>
    [
        new(Measurements.Rates, [.. primary.Upcalls, .. primary.Puts, .. primary.Executes], []),
        new(Measurements.Deletes, primary.Deletes, []),
        .. Fixed,
    ];
}
