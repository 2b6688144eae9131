namespace OvsTop.Recording.Container;

/// <summary>
/// When a recording is forced to the disk (fsync). A crash of ovstop loses nothing written in any case; a crash of the machine may lose what was
/// not forced yet.
/// </summary>
/// <param name="Every">Time between two, at the end of a batch; zero is after every batch, null when the system likes.</param>
public readonly record struct SyncPolicy(TimeSpan? Every)
{
    /// <summary>When the system likes.</summary>
    public static SyncPolicy Never => new(null);

    /// <summary>At most once a second.</summary>
    public static SyncPolicy EverySecond => new(TimeSpan.FromSeconds(1));

    /// <summary>After every batch.</summary>
    public static SyncPolicy EveryBatch => new(TimeSpan.Zero);
}
