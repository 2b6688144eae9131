namespace OvsTop.Model.Filters;

/// <summary>A part of a filter that must hold, and where it is tested.</summary>
/// <param name="Text">The part in normal form.</param>
/// <param name="Site">Where it is tested.</param>
/// <param name="Reason">Why not in the kernel alone; empty for <see cref="SplitSite.Kernel"/>.</param>
public sealed record SplitPart(string Text, SplitSite Site, string Reason);
