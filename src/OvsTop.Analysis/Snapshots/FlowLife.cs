namespace OvsTop.Analysis.Snapshots;

/// <summary>One generation of a flow, from its put to its delete. Times are CLOCK_MONOTONIC; 0 means not seen.</summary>
public readonly record struct FlowLife
{
    /// <summary>0 for the first that is known, then 1, 2, ... by re-install.</summary>
    public ulong Generation { get; init; }

    /// <summary>When it was put; 0 when it was there before, or its put was not told.</summary>
    public ulong PutNs { get; init; }

    /// <summary>Verdicts keep: how many, the first and the latest.</summary>
    public (uint Count, ulong FirstNs, ulong LastNs) Keeps { get; init; }

    /// <summary>Modifies: how many and the latest.</summary>
    public (uint Count, ulong LastNs) Modifies { get; init; }

    /// <summary>When it was deleted; 0 while it lives.</summary>
    public ulong DeletedNs { get; init; }

    /// <summary>Why it was deleted, or will be: the reason of the verdict, <c>unexplained</c> without one; null while it lives.</summary>
    public string? Reason { get; init; }

    /// <summary>Packets by the latest verdict; null when no verdict told.</summary>
    public ulong? Packets { get; init; }

    /// <summary>Put -> delete in ns; null unless both were seen.</summary>
    public ulong? AgeNs => PutNs > 0 && DeletedNs >= PutNs ? DeletedNs - PutNs : null;
}
