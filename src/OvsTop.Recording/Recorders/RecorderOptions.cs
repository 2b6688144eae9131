namespace OvsTop.Recording.Recorders;

/// <summary>How batches reach the thread that writes them.</summary>
public sealed record RecorderOptions
{
    /// <summary>Bytes of details and tallies that may wait. Memory that was never needed is never used.</summary>
    public int QueueBytes { get; init; } = 64 * 1024 * 1024;
}
