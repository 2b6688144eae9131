using OvsTop.Model.Events;

namespace OvsTop.Probes.Kernel;

/// <summary>A probe of the kernel and its programs (upcall.bpf.h, commands.bpf.h).</summary>
/// <param name="Id">Which probe.</param>
/// <param name="Function">The kernel function that is entered or left.</param>
/// <param name="Fentry">Program for a trampoline.</param>
/// <param name="Kprobe">Program for a kprobe or kretprobe.</param>
internal sealed record KernelProbe(ProbeId Id, string Function, string Fentry, string Kprobe)
{
    /// <summary>All probes of functions.</summary>
    public static readonly IReadOnlyList<KernelProbe> All =
    [
        new(ProbeId.DpUpcallReturn, "ovs_dp_upcall", "dp_upcall_fexit", "dp_upcall_kretprobe"),
        .. Command(ProbeId.FlowCmdNewEnter, ProbeId.FlowCmdNewReturn, "flow_cmd_new"),
        .. Command(ProbeId.FlowCmdSetEnter, ProbeId.FlowCmdSetReturn, "flow_cmd_set"),
        .. Command(ProbeId.FlowCmdDelEnter, ProbeId.FlowCmdDelReturn, "flow_cmd_del"),
        .. Command(ProbeId.PacketCmdExecuteEnter, ProbeId.PacketCmdExecuteReturn, "packet_cmd_execute"),
    ];

    private static KernelProbe[] Command(ProbeId enter, ProbeId leave, string name) =>
    [
        new(enter, $"ovs_{name}", $"{name}_fentry", $"{name}_kprobe"),
        new(leave, $"ovs_{name}", $"{name}_fexit", $"{name}_kretprobe"),
    ];
}
