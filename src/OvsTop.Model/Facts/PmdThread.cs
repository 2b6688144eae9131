namespace OvsTop.Model.Facts;

/// <summary>
/// One thread that forwards packets of a userspace datapath (lib/dpif-netdev.c): a PMD thread, or the main thread for ports that are not polled by
/// one. Counters are totals since the daemon started, or since someone cleared them. Null: not in the reply.
/// </summary>
public sealed record PmdThread
{
    /// <summary><c>pmd numa 0 core 2</c>, or <c>main thread</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Packets received.</summary>
    public ulong? Packets { get; init; }

    /// <summary>Packets answered by the exact match cache.</summary>
    public ulong? EmcHits { get; init; }

    /// <summary>Packets answered by the signature match cache.</summary>
    public ulong? SmcHits { get; init; }

    /// <summary>Packets answered by a megaflow.</summary>
    public ulong? MegaflowHits { get; init; }

    /// <summary>Upcalls that found their flow.</summary>
    public ulong? Upcalls { get; init; }

    /// <summary>Upcalls that failed: their packets are lost.</summary>
    public ulong? LostUpcalls { get; init; }

    /// <summary>Mean time of an upcall since the counters began, us; null when the reply has none or the daemon's cycle counter is not calibrated.</summary>
    public double? UsPerUpcall { get; init; }

    /// <summary>Share of its cycles spent on packets, percent.</summary>
    public double? BusyPercent { get; init; }
}
