namespace OvsTop.Analysis.Snapshots;

/// <summary>One revalidator thread (or the main thread when it purges).</summary>
public sealed record RevalidatorRow
{
    /// <summary>Thread id.</summary>
    public uint Tid { get; init; }

    /// <summary>Thread name. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>Results (dump and sweep) per second.</summary>
    public double ResultsPerSecond { get; init; }

    /// <summary>op_flow_del per second.</summary>
    public double DeletesPerSecond { get; init; }

    /// <summary>Re-translations per second.</summary>
    public double RetranslationsPerSecond { get; init; }

    /// <summary>Results since start.</summary>
    public ulong Results { get; init; }

    /// <summary>op_flow_del since start.</summary>
    public ulong Deletes { get; init; }
}
