namespace OvsTop.Analysis.Traces;

/// <summary>The same thing once or several times in a row. Times are CLOCK_MONOTONIC.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstNs">When first.</param>
/// <param name="LastNs">When last.</param>
/// <param name="Packets">Packets the flow had had by the last of it; null when not told.</param>
/// <param name="Reason">Why it is deleted, <c>FLOW_IDLE</c> and so on; null for everything else, and where this daemon does not say.</param>
public readonly record struct StoryRun(StoryKind Kind, uint Count, ulong FirstNs, ulong LastNs, ulong? Packets, string? Reason);
