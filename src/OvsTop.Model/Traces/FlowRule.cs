namespace OvsTop.Model.Traces;

/// <summary>A line of <c>ofproto/detrace</c>: an OpenFlow rule behind a datapath flow, as it is now. All text is untrusted.</summary>
/// <param name="Bridge">Bridge it belongs to; empty before 4.0, which names none.</param>
/// <param name="Table">Its table; 0 where the line names none.</param>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Text">Priority, match and actions; the whole line where it has another form.</param>
/// <param name="Packets">Packets it has matched; null when not told.</param>
public sealed record FlowRule(string Bridge, byte Table, ulong Cookie, string Text, ulong? Packets);
