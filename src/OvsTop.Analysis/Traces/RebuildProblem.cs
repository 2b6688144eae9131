namespace OvsTop.Analysis.Traces;

/// <summary>Why the key that a packet had in a cached round cannot be rebuilt.</summary>
public enum RebuildProblem
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>NAT has changed a reply or a related packet: what it was before only conntrack knows.</summary>
    NatOfReply,

    /// <summary>NAT has changed the packet, and its key has no conntrack tuple.</summary>
    NoTuple,

    /// <summary>The key of the round behind is cut short.</summary>
    CutKey,
}
