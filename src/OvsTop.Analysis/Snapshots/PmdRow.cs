namespace OvsTop.Analysis.Snapshots;

/// <summary>A forwarding thread of a userspace datapath, by <c>pmd-perf-show</c> and <c>pmd-stats-show</c>. Null: the answer does not say, or there is no second one yet.</summary>
public sealed record PmdRow
{
    /// <summary><c>pmd numa 0 core 2</c>, or <c>main thread</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Packets received per second.</summary>
    public double? PacketsPerSecond { get; init; }

    /// <summary>Upcalls per second.</summary>
    public double? UpcallsPerSecond { get; init; }

    /// <summary>Failed upcalls per second.</summary>
    public double? LostPerSecond { get; init; }

    /// <summary>Upcalls since its counters began.</summary>
    public ulong? Upcalls { get; init; }

    /// <summary>Failed upcalls since its counters began.</summary>
    public ulong? Lost { get; init; }

    /// <summary>Mean time of an upcall since its counters began, us.</summary>
    public double? UsPerUpcall { get; init; }

    /// <summary>Share of its cycles spent on packets, percent.</summary>
    public double? BusyPercent { get; init; }
}
