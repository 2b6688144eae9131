namespace OvsTop.Recording.Container;

/// <summary>What a chunk holds; readers skip kinds they do not know.</summary>
internal enum ChunkKind : byte
{
    /// <summary>Begin of a session: what was recorded where, as JSON.</summary>
    Session = 1,

    /// <summary>One batch: details, names, tallies, as sections.</summary>
    Batch = 2,

    /// <summary>Where the key batches since the last index stand.</summary>
    Index = 3,

    /// <summary>The session was closed in order.</summary>
    End = 4,
}
