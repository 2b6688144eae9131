namespace OvsTop.Analysis.Snapshots;

/// <summary>What is known of one flow.</summary>
public sealed record FlowRow
{
    /// <summary>Identity among rows: <c>ufid:...</c>, or <c>key:...</c> (a hash) where the daemon gives no ufid.</summary>
    public required string Id { get; init; }

    /// <summary>Key and mask as <c>dpctl/dump-flows</c> prints them. Untrusted text; empty when no detail had the key.</summary>
    public required string Key { get; init; }

    /// <summary>Puts that installed it again after a delete.</summary>
    public ulong Reinstalls { get; init; }

    /// <summary>Deletes seen.</summary>
    public ulong Deletes { get; init; }

    /// <summary>Verdicts keep seen; live sources tell those of flows that packets were followed into.</summary>
    public ulong Keeps { get; init; }

    /// <summary>Modifies seen.</summary>
    public ulong Modifies { get; init; }

    /// <summary>CLOCK_MONOTONIC of the first detail.</summary>
    public ulong FirstNs { get; init; }

    /// <summary>CLOCK_MONOTONIC of the latest detail.</summary>
    public ulong LastNs { get; init; }

    /// <summary>Reason of the latest delete; null when none was seen.</summary>
    public string? LastReason { get; init; }

    /// <summary>The latest lives, oldest first; the last one may go on. At most <see cref="MaxLives"/>.</summary>
    public IReadOnlyList<FlowLife> Lives { get; init; } = [];

    /// <summary>Lives kept of a flow.</summary>
    public const int MaxLives = 6;
}
