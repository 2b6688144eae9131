namespace OvsTop.Recording.Container;

/// <summary>When a recording is forced to the disk (fsync). A crash of ovstop loses nothing written in any case; a crash of the machine may.</summary>
public enum SyncPolicy
{
    /// <summary>When the system likes.</summary>
    Never,

    /// <summary>At most once a second.</summary>
    EverySecond,

    /// <summary>After every batch.</summary>
    EveryBatch,
}
