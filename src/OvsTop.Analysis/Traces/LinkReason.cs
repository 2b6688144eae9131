namespace OvsTop.Analysis.Traces;

/// <summary>What a link rests on, in a word that the screen has a sentence for.</summary>
public enum LinkReason
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>The kernel upcall fired inside the parent's execute.</summary>
    InsideExecute,

    /// <summary>The bytes that no action changes are the same, and the parent's actions lead to this recirculation id.</summary>
    SameBytes,

    /// <summary>As <see cref="SameBytes"/>, but several packets have these bytes.</summary>
    RepeatedBytes,

    /// <summary>The conntrack tuple of this round is the parent's five-tuple.</summary>
    ConntrackTuple,

    /// <summary>Details were lost around this time, so a better parent may be missing.</summary>
    DetailsLost,

    /// <summary>The kernel upcall fired outside any execute: the packet came through cached flows.</summary>
    OutsideExecute,

    /// <summary>No round that could be the parent was seen.</summary>
    NoCandidate,

    /// <summary>The parent was there, but has been evicted.</summary>
    ParentEvicted,

    /// <summary>As <see cref="SameBytes"/>, but the conntrack tuple is not the parent's five-tuple: it may be another packet with the same payload.</summary>
    OtherTuple,
}
