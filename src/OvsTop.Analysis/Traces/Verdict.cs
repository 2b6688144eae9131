namespace OvsTop.Analysis.Traces;

/// <summary>What became of a packet, read off the actions of its last round.</summary>
public enum Verdict
{
    /// <summary>The last round has shown no actions (yet).</summary>
    Unknown = 0,

    /// <summary>Sent to one or more ports.</summary>
    Output,

    /// <summary>Sent nowhere.</summary>
    Drop,

    /// <summary>Sent to user space by an action: controller, sampling, or the slow path.</summary>
    Userspace,

    /// <summary>Recirculated, and no later upcall was seen: cached flows took over.</summary>
    Cached,
}
