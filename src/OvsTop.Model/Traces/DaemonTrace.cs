namespace OvsTop.Model.Traces;

/// <summary>A trace that the daemon itself took of an upcall, where it has commands for that. All text is untrusted.</summary>
/// <param name="Id">Its name at the daemon. Never an identity of a packet: the daemon hands it on with frozen state, which packets share.</param>
/// <param name="Reply">What it says.</param>
public sealed record DaemonTrace(string Id, TraceReply Reply);
