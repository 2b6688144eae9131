namespace OvsTop.Model.Talkers;

/// <summary>A row of a <see cref="TalkerColumn"/>.</summary>
public struct TalkerCount
{
    /// <summary>Who.</summary>
    public TalkerKey Key;

    /// <summary>Upcalls counted; never more than there were.</summary>
    public ulong Count;

    /// <summary>How many it may have had before it came into the table; <see cref="TalkerColumn.BoundOf"/> is the whole bound.</summary>
    public ulong Before;
}
