using OvsTop.Model.Events;

namespace OvsTop.Analysis.Snapshots;

/// <summary>Hits of one probe.</summary>
/// <param name="Probe">Which.</param>
/// <param name="Total">Since start; exact.</param>
/// <param name="PerSecond">In the interval.</param>
public readonly record struct ProbeCount(ProbeInfo Probe, ulong Total, double PerSecond);
