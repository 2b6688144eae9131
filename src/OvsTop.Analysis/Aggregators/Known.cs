namespace OvsTop.Analysis.Aggregators;

/// <summary>What the attached probes can tell: a zero of what they cannot is no finding.</summary>
/// <param name="Puts">op_flow_put: which upcalls no put followed.</param>
/// <param name="Losses">The return of ovs_dp_upcall: what could not be sent.</param>
internal readonly record struct Known(bool Puts, bool Losses);
