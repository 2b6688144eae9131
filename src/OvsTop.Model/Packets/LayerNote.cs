namespace OvsTop.Model.Packets;

/// <summary>What is wrong or special with a layer.</summary>
public enum LayerNote : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The capture ends within the header.</summary>
    Truncated,

    /// <summary>The header contradicts itself.</summary>
    Malformed,

    /// <summary>Payload of a later fragment: it has no transport header.</summary>
    LaterFragment,

    /// <summary>More layers than are followed.</summary>
    TooDeep,
}
