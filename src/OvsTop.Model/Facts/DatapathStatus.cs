namespace OvsTop.Model.Facts;

/// <summary>A datapath in <c>dpctl/show</c> (show_dpif, lib/dpctl.c). Counters are totals since it was made. Null: not in the reply.</summary>
public sealed record DatapathStatus
{
    /// <summary>Full name, e.g. <c>system@ovs-system</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Packets that matched a flow.</summary>
    public ulong? Hits { get; init; }

    /// <summary>Packets that matched none: upcalls.</summary>
    public ulong? Misses { get; init; }

    /// <summary>Upcalls that could not be sent.</summary>
    public ulong? Lost { get; init; }

    /// <summary>Flows now.</summary>
    public ulong? Flows { get; init; }

    /// <summary>Masks looked at.</summary>
    public ulong? MaskHits { get; init; }

    /// <summary>Masks now.</summary>
    public ulong? Masks { get; init; }

    /// <summary>Masks looked at per packet.</summary>
    public double? MaskHitsPerPacket { get; init; }

    /// <summary>Packets the mask cache answered.</summary>
    public ulong? CacheHits { get; init; }

    /// <summary>Share of packets it answered, percent.</summary>
    public double? CacheHitRatePercent { get; init; }

    /// <summary>Ports by number.</summary>
    public required IReadOnlyList<DatapathPort> Ports { get; init; }
}
