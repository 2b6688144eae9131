namespace OvsTop.Model.Facts;

/// <summary>A thread of the daemon as procfs lists it, whether any probe ever saw it or not.</summary>
/// <param name="Tid">Thread id.</param>
/// <param name="Name">Its name, e.g. <c>handler4</c> (untrusted).</param>
public readonly record struct ThreadFact(uint Tid, string Name);
