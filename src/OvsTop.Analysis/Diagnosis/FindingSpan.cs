namespace OvsTop.Analysis.Diagnosis;

/// <summary>A finding over a whole run.</summary>
/// <param name="Worst">The finding when it was worst (of equally bad ones the last).</param>
/// <param name="FirstSeconds">When it was first shown, seconds since start.</param>
/// <param name="LastSeconds">When it was last shown.</param>
public sealed record FindingSpan(Finding Worst, double FirstSeconds, double LastSeconds);
