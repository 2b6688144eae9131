using OvsTop.Model.Events;

namespace OvsTop.Model.Sources;

/// <summary>
/// Which probes give the primary counts. Fixed for a session, so that switching views or shedding load never loses a count or counts twice: the
/// kernel's where it has them, else the daemon's. The sum of the hits of the probes named is the count.
/// </summary>
/// <param name="Upcalls">Upcalls: attempts of the kernel (ovs_dp_upcall), or receipts (recv_upcall).</param>
/// <param name="Puts">Flow puts.</param>
/// <param name="Executes">Packet executes.</param>
/// <param name="Deletes">Flow deletes; where the daemon gives them, a storm of deletes is sampled together with its verdicts.</param>
public sealed record PrimaryProbes(IReadOnlyList<ProbeId> Upcalls, IReadOnlyList<ProbeId> Puts, IReadOnlyList<ProbeId> Executes, IReadOnlyList<ProbeId> Deletes)
{
    /// <summary>All from the daemon, as in recordings that do not say.</summary>
    public static PrimaryProbes Usdt { get; } = new([ProbeId.RecvUpcall], [ProbeId.FlowPut], [ProbeId.FlowExecute], [ProbeId.FlowDel]);

    /// <summary>All from the kernel.</summary>
    public static PrimaryProbes Kernel { get; } = new(
        [ProbeId.DpUpcall], [ProbeId.FlowCmdNewEnter, ProbeId.FlowCmdSetEnter], [ProbeId.PacketCmdExecuteEnter], [ProbeId.FlowCmdDelEnter]);

    /// <summary>The cheapest complete source of each count.</summary>
    /// <param name="isAvailable">Which probes can be attached.</param>
    public static PrimaryProbes Of(Func<ProbeId, bool> isAvailable)
    {
        return new(Pick(Kernel.Upcalls, Usdt.Upcalls), Pick(Kernel.Puts, Usdt.Puts), Pick(Kernel.Executes, Usdt.Executes), Pick(Kernel.Deletes, Usdt.Deletes));

        IReadOnlyList<ProbeId> Pick(IReadOnlyList<ProbeId> kernel, IReadOnlyList<ProbeId> usdt) => kernel.All(isAvailable) ? kernel : usdt;
    }

    /// <summary>
    /// Raw captures and old recordings do not say what counts: upcalls, puts and executes that no probe of the daemon has told so far are counted by the kernel's.
    /// </summary>
    /// <param name="hits">Hits of a probe so far.</param>
    public PrimaryProbes Seen(Func<ProbeId, ulong> hits)
    {
        return new(Pick(Upcalls, Kernel.Upcalls), Pick(Puts, Kernel.Puts), Pick(Executes, Kernel.Executes), Deletes);

        IReadOnlyList<ProbeId> Pick(IReadOnlyList<ProbeId> own, IReadOnlyList<ProbeId> kernel) => own.All(probe => hits(probe) == 0) ? kernel : own;
    }

    /// <summary>True when a probe gives a primary count.</summary>
    public bool Contains(ProbeId probe) => Upcalls.Contains(probe) || Puts.Contains(probe) || Executes.Contains(probe) || Deletes.Contains(probe);
}
