using OvsTop.Model.Facts;

namespace OvsTop.Analysis.Snapshots;

/// <summary>What the daemon says of itself over its control socket, with rates between its last two answers.</summary>
public sealed record FactsSnapshot
{
    /// <summary>What the figures are labelled with on the screen.</summary>
    public const string Source = "unixctl";

    /// <summary>The latest answers.</summary>
    public required DaemonFacts Latest { get; init; }

    /// <summary>Every datapath, in the order of the answers.</summary>
    public required IReadOnlyList<DatapathRow> Datapaths { get; init; }

    /// <summary>The datapath with most flows; null before the first answer.</summary>
    public DatapathRow? Main => Datapaths.MaxBy(datapath => datapath.Flows ?? 0);

    /// <summary>Threads that forward packets of a userspace datapath.</summary>
    public IReadOnlyList<PmdRow> Pmds { get; init; } = [];

    /// <summary>Coverage counters that were ever hit, in the order of <see cref="CoverageNames"/>.</summary>
    public IReadOnlyList<CounterRow> Counters { get; init; } = [];

    /// <summary>Lost upcalls per second of all datapaths; null when unknown.</summary>
    public double? LostPerSecond => Datapaths.Any(datapath => datapath.LostPerSecond is not null) ? Datapaths.Sum(datapath => datapath.LostPerSecond ?? 0) : null;

    /// <summary>No datapath is in the kernel: no upcall probe can fire.</summary>
    public bool IsUserspace => Datapaths.Count > 0 && Datapaths.All(datapath => !datapath.IsKernel);

    /// <summary>Why the daemon does not answer, e.g. <c>unixctl: timeout, next try in 40 s</c>; null while it does.</summary>
    public string? Trouble { get; init; }
}
