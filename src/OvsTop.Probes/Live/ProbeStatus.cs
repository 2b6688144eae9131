using OvsTop.Model.Events;

namespace OvsTop.Probes.Live;

/// <summary>What became of one probe: a line of <c>ovstop check</c>.</summary>
/// <param name="Probe">Which.</param>
/// <param name="Sites">Places where the daemon or the kernel has it; 0 when they do not.</param>
/// <param name="Attached">True when every place is attached now.</param>
/// <param name="Arguments">Its argument operands, from the note of the first site.</param>
/// <param name="Why">Why it cannot be attached, in a sentence; empty otherwise.</param>
public sealed record ProbeStatus(ProbeInfo Probe, int Sites, bool Attached, string Arguments, string Why)
{
    /// <summary>How it is attached, or would be; None when it cannot be.</summary>
    public ProbeMechanism Mechanism { get; init; }

    /// <summary>True when it tells the flow key of what it hits, as recv_upcall does.</summary>
    public bool TellsKey { get; init; }

    /// <summary>True when it can be attached.</summary>
    public bool Available => Mechanism != ProbeMechanism.None;
}
