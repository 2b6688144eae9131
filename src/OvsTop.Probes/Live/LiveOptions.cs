namespace OvsTop.Probes.Live;

/// <summary>How to watch a daemon.</summary>
public sealed record LiveOptions
{
    /// <summary>The daemon's process; null finds it.</summary>
    public int? Pid { get; init; }

    /// <summary>Bytes of the ring buffer; rounded up to a power of two of at least a page.</summary>
    public int RingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Detail records per second over all handlers; null all, 0 none. Counts are complete in any case.</summary>
    public int? DetailsPerSecond { get; init; } = 2000;

    /// <summary>Bytes of each packet in a record, at most 256.</summary>
    public int PacketBytes { get; init; } = 128;

    /// <summary>Time between two looks into the ring.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Time between two readings of the counts.</summary>
    public TimeSpan TallyEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Probes to attach, by event name; null all.</summary>
    public IReadOnlySet<string>? Only { get; init; }
}
