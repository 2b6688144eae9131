namespace OvsTop.Analysis.Snapshots;

/// <summary>
/// One datapath as the daemon describes it when asked (<c>upcall/show</c>, <c>dpctl/show</c>). Rates are those between the last two answers; null
/// before there are two, or where the answer does not say.
/// </summary>
public sealed record DatapathRow
{
    /// <summary>Full name, e.g. <c>system@ovs-system</c>. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>In the kernel module; otherwise the daemon forwards packets itself.</summary>
    public bool IsKernel { get; init; }

    /// <summary>Flows now.</summary>
    public ulong? Flows { get; init; }

    /// <summary>Largest and average number of flows.</summary>
    public (ulong Max, ulong Average)? FlowsMaxAverage { get; init; }

    /// <summary>Dynamic limit of flows.</summary>
    public ulong? FlowLimit { get; init; }

    /// <summary>Duration of the last dump, ms.</summary>
    public ulong? DumpMs { get; init; }

    /// <summary>Packets that matched a flow, since it was made.</summary>
    public ulong? Hits { get; init; }

    /// <summary>Packets that matched none, since it was made: upcalls.</summary>
    public ulong? Misses { get; init; }

    /// <summary>Upcalls that could not be delivered, since it was made.</summary>
    public ulong? Lost { get; init; }

    /// <summary>Hits per second.</summary>
    public double? HitsPerSecond { get; init; }

    /// <summary>Misses per second.</summary>
    public double? MissesPerSecond { get; init; }

    /// <summary>Lost upcalls per second.</summary>
    public double? LostPerSecond { get; init; }

    /// <summary>Masks now (kernel).</summary>
    public ulong? Masks { get; init; }

    /// <summary>Masks looked at per packet (kernel).</summary>
    public double? MaskHitsPerPacket { get; init; }

    /// <summary>Flows at past ticks.</summary>
    public Series FlowsHistory { get; init; } = Series.Empty;

    /// <summary>Dump duration in ms at past ticks.</summary>
    public Series DumpHistory { get; init; } = Series.Empty;

    /// <summary>Misses per second at past ticks.</summary>
    public Series MissesHistory { get; init; } = Series.Empty;
}
