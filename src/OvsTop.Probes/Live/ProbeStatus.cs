using OvsTop.Model.Events;

namespace OvsTop.Probes.Live;

/// <summary>What became of one probe: a line of <c>ovstop check</c>.</summary>
/// <param name="Probe">Which.</param>
/// <param name="Sites">Places where the daemon has it; 0 when it does not.</param>
/// <param name="Attached">True when every place is attached.</param>
/// <param name="Arguments">Its argument operands, from the note of the first site.</param>
/// <param name="Why">Why it is not attached, in a sentence; empty otherwise.</param>
public sealed record ProbeStatus(ProbeInfo Probe, int Sites, bool Attached, string Arguments, string Why);
