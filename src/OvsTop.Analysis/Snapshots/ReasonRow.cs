namespace OvsTop.Analysis.Snapshots;

/// <summary>Deletes for one reason.</summary>
public sealed record ReasonRow
{
    /// <summary>FLOW_IDLE, ... or <c>unexplained</c>.</summary>
    public required string Name { get; init; }

    /// <summary>False when the numbers mean nothing: unexplained deletes while verdicts are sampled or not attached.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Since start, or since its probes are attached.</summary>
    public ulong Total { get; init; }

    /// <summary>In the interval.</summary>
    public double PerSecond { get; init; }

    /// <summary>Per second, past ticks.</summary>
    public Series History { get; init; } = Series.Empty;
}
