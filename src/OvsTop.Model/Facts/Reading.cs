namespace OvsTop.Model.Facts;

/// <summary>One answer of the daemon, and what it took to get.</summary>
/// <typeparam name="T">What was read.</typeparam>
/// <param name="AtNs">CLOCK_MONOTONIC when the answer was there.</param>
/// <param name="TookNs">From request to answer: mostly the daemon's main thread.</param>
/// <param name="Value">What was read.</param>
public sealed record Reading<T>(ulong AtNs, ulong TookNs, T Value);
