namespace OvsTop.Model.Facts;

/// <summary>
/// What the daemon says of itself when asked over its control socket, and what procfs says of its threads: the latest answer of every kind, each
/// with its own time. Counters are totals; a rate is the difference of two readings. Null: not asked yet, or there is no answer
/// (<see cref="Unanswered"/> has the reason). All names are untrusted text.
/// </summary>
public sealed record DaemonFacts
{
    /// <summary>Release, e.g. <c>3.1.0</c>; null when unknown.</summary>
    public string? Version { get; init; }

    /// <summary>Flows, limit and dump by datapath: <c>upcall/show</c>.</summary>
    public Reading<IReadOnlyList<UpcallDatapath>>? FlowTables { get; init; }

    /// <summary>Hits, misses, lost upcalls, masks and ports by datapath: <c>dpctl/show</c>.</summary>
    public Reading<IReadOnlyList<DatapathStatus>>? Datapaths { get; init; }

    /// <summary>Threads of a userspace datapath: <c>dpif-netdev/pmd-perf-show</c>, <c>pmd-stats-show</c>.</summary>
    public Reading<IReadOnlyList<PmdThread>>? Pmds { get; init; }

    /// <summary>Totals of the counters in <see cref="CoverageNames"/> that were ever hit: <c>coverage/show</c>.</summary>
    public Reading<IReadOnlyDictionary<string, ulong>>? Coverage { get; init; }

    /// <summary>What there is how many of: <c>memory/show</c>.</summary>
    public Reading<IReadOnlyDictionary<string, ulong>>? Memory { get; init; }

    /// <summary>Ports of the bridges: <c>dpif/show</c>.</summary>
    public Reading<IReadOnlyList<BridgePort>>? Ports { get; init; }

    /// <summary>Handlers, revalidators and PMD threads in procfs, by thread id.</summary>
    public IReadOnlyList<ThreadFact> Threads { get; init; } = [];

    /// <summary>Requests sent so far.</summary>
    public ulong Requests { get; init; }

    /// <summary>The <see cref="Trouble"/> of a question that nobody answered in time: the daemon's main thread is busy.</summary>
    public const string TimedOut = "timeout";

    /// <summary>Why the daemon does not answer at present, in a few words; null while it does.</summary>
    public string? Trouble { get; init; }

    /// <summary>CLOCK_MONOTONIC of the next try while there is <see cref="Trouble"/>.</summary>
    public ulong RetryAtNs { get; init; }

    /// <summary>Commands that the daemon refused, each with what it said.</summary>
    public IReadOnlyDictionary<string, string> Unanswered { get; init; } = new Dictionary<string, string>();
}
