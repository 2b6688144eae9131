namespace OvsTop.Model.Events;

/// <summary>Facts about a record (OVSTOP_F_* in ovstop.h).</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary><see cref="EventHeader.Ufid"/> was read.</summary>
    Ufid = 1,

    /// <summary>The ukey fingerprint named no known layout: ukey fields were not read.</summary>
    UnknownLayout = 2,

    /// <summary>A pointer could not be read: the part it led to is missing.</summary>
    Fault = 4,

    /// <summary>put: the flow had been deleted shortly before, see <see cref="EventHeader.Detail"/> and <see cref="EventHeader.Value1"/>.</summary>
    Churn = 8,

    /// <summary>
    /// Does not pass the filter itself: a round with a recirculation id that a matching packet was given, or a verdict on a flow that such rounds
    /// put. Not among the counts of what matches.
    /// </summary>
    Related = 16,

    /// <summary>
    /// What the filter asks for is not known yet, as the verdict on a packet: whoever learns it decides. Not among the counts of what matches. Set in
    /// user space only.
    /// </summary>
    Undecided = 32,

    /// <summary>Either: there for who follows packets, and not counted.</summary>
    Unmatched = Related | Undecided,
}
