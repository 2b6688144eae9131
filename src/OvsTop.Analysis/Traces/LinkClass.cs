namespace OvsTop.Analysis.Traces;

/// <summary>How a round of a packet is tied to the one before it, strongest first.</summary>
public enum LinkClass
{
    /// <summary>The first round of the packet.</summary>
    First = 0,

    /// <summary>The kernel sent this upcall while it executed the round before, on the same thread.</summary>
    Exact,

    /// <summary>One round can be the parent: same port, same unchanged bytes, its actions lead here, in time; the bytes were seen once.</summary>
    Unique,

    /// <summary>One round can be the parent, but the bytes were seen more than once, details were lost, or only the conntrack tuple agrees.</summary>
    Likely,

    /// <summary>Several rounds can be the parent; the oldest is shown.</summary>
    Ambiguous,

    /// <summary>No earlier round was seen: flows of the datapath handled them.</summary>
    Cached,

    /// <summary>An earlier round may have been among details that were lost.</summary>
    Lost,
}
