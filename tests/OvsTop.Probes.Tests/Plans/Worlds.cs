using OvsTop.Model.Events;
using OvsTop.Probes.Live;
using static OvsTop.Model.Events.ProbeId;

namespace OvsTop.Probes.Tests.Plans;

/// <summary>Switches by what can be attached on them.</summary>
internal static class Worlds
{
    private static readonly ProbeId[] Of217 = [RunStart, PollBlock, RecvUpcall, FlowPut, FlowDel, FlowExecute, FlowGet];
    private static readonly ProbeId[] Usdt = [.. ProbeTable.Usdt.Select(p => p.Id)];

    private static readonly ProbeId[] Kernel =
    [
        DpUpcall, DpUpcallReturn, FlowCmdNewEnter, FlowCmdNewReturn, FlowCmdSetEnter, FlowCmdSetReturn, FlowCmdDelEnter, FlowCmdDelReturn,
        PacketCmdExecuteEnter, PacketCmdExecuteReturn,
    ];

    public static IReadOnlyList<ProbeStatus> Named(string name) => name switch
    {
        "kernel+USDT" => With([.. Usdt, .. Kernel]),
        "USDT only" or "userspace" => With(Usdt),
        "kernel+USDT, no keys" => With([.. Usdt, .. Kernel], keys: false),
        "kernel only" => With(Kernel),
        "2.17" => With(Of217),
        "sendmsg" => With([.. Usdt, DpUpcall, SendmsgEnter, SendmsgReturn]),
        _ => throw new ArgumentException(name),
    };

    private static ProbeStatus[] With(IReadOnlyCollection<ProbeId> available, bool keys = true) =>
        [.. ProbeTable.All.Select(p => new ProbeStatus(p, 1, false, "", available.Contains(p.Id) ? "" : "not in this world")
        {
            Mechanism = !available.Contains(p.Id) ? ProbeMechanism.None : p.IsUsdt ? ProbeMechanism.Usdt : ProbeMechanism.Fentry,
            TellsKey = keys && p.Id == DpUpcall && available.Contains(DpUpcall),
        })];
}
