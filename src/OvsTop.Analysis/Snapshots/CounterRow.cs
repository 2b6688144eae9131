namespace OvsTop.Analysis.Snapshots;

/// <summary>A coverage counter of the daemon.</summary>
/// <param name="Name">Name in the sources, e.g. <c>upcall_flow_limit_hit</c>.</param>
/// <param name="Total">Since the daemon started.</param>
/// <param name="PerSecond">Between the last two answers; null before there are two.</param>
public readonly record struct CounterRow(string Name, ulong Total, double? PerSecond);
