namespace OvsTop.Recording.Container;

/// <summary>Facts about a chunk.</summary>
[Flags]
internal enum ChunkFlags : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The payload is compressed with Brotli.</summary>
    Brotli = 1,

    /// <summary>A batch with all names and all tallies: one can start reading here.</summary>
    Key = 2,

    /// <summary><see cref="Model.Sources.ProbeBatch.Discontinuity"/>.</summary>
    Discontinuity = 4,
}
