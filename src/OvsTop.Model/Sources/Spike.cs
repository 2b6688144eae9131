namespace OvsTop.Model.Sources;

/// <summary>A place of a recording where upcalls rise suddenly.</summary>
/// <param name="At">End of its first second, since the beginning of the recording.</param>
/// <param name="PerSecond">Upcalls in that second.</param>
/// <param name="Before">Upcalls a second before.</param>
public sealed record Spike(TimeSpan At, double PerSecond, double Before);
