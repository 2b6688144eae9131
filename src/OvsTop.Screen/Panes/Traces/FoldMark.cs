namespace OvsTop.Screen.Panes.Traces;

/// <summary>Whether there is something below a line of the tree.</summary>
internal enum FoldMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Shown.</summary>
    Open,

    /// <summary>Folded away.</summary>
    Folded,
}
