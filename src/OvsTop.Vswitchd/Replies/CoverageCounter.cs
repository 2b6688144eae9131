namespace OvsTop.Vswitchd.Replies;

/// <summary>A counter of <c>coverage/show</c> (coverage_read, lib/coverage.c). Counters never hit are not listed.</summary>
/// <param name="Name">Name in the sources, e.g. <c>upcall_flow_limit_hit</c>.</param>
/// <param name="PerSecond">Rate of the last 5 seconds.</param>
/// <param name="PerSecondLastMinute">Rate of the last minute.</param>
/// <param name="PerSecondLastHour">Rate of the last hour.</param>
/// <param name="Total">Hits since the daemon started.</param>
public readonly record struct CoverageCounter(string Name, double PerSecond, double PerSecondLastMinute, double PerSecondLastHour, ulong Total);
