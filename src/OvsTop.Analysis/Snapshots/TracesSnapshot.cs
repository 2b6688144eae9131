using OvsTop.Analysis.Traces;

namespace OvsTop.Analysis.Snapshots;

/// <summary>View 7: packets as they went through the pipeline.</summary>
public sealed record TracesSnapshot
{
    /// <summary>The newest packets, newest first.</summary>
    public required IReadOnlyList<TracePacket> Packets { get; init; }

    /// <summary>Packets so far.</summary>
    public long PacketCount { get; init; }

    /// <summary>Rounds so far.</summary>
    public long RoundCount { get; init; }

    /// <summary>Packets that gave way to newer ones.</summary>
    public long Evicted { get; init; }

    /// <summary>Rounds by link class.</summary>
    public required LinkCounts Links { get; init; }

    /// <summary>Longest time from an execute to the next round's upcall that is believed.</summary>
    public ulong WindowNs { get; init; }

    /// <summary>Batches in which details were missing: links around them are at most likely.</summary>
    public long LossEvents { get; init; }

    /// <summary>True when the kernel's events are there, so that links can be exact.</summary>
    public bool KernelLinks { get; init; }
}
