using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Sources;

/// <summary>What the status line says about where the numbers come from. Replaced as a whole when something changes.</summary>
public sealed record SourceInfo
{
    /// <summary>live, replay or demo.</summary>
    public required string Kind { get; init; }

    /// <summary>One line: datapath, version and pid, or the file name.</summary>
    public required string Title { get; init; }

    /// <summary>Wall-clock time of monotonic 0, to show times of day; null when a capture does not say.</summary>
    public DateTimeOffset? Epoch { get; init; }

    /// <summary>Version of Open vSwitch; null when unknown.</summary>
    public string? OvsVersion { get; init; }

    /// <summary>Release of the kernel; null when unknown.</summary>
    public string? KernelRelease { get; init; }

    /// <summary>Probes attached (or seen in the capture).</summary>
    public int ProbesAttached { get; init; }

    /// <summary>Probes that exist.</summary>
    public int ProbesKnown { get; init; }

    /// <summary>Probes attached now (or seen in the capture): a stage whose probes are missing is said to be missing. Null when unknown.</summary>
    public IReadOnlyCollection<ProbeId>? Attached { get; init; }

    /// <summary>Which probes give the primary counts.</summary>
    public PrimaryProbes Primary { get; init; } = PrimaryProbes.Usdt;

    /// <summary>What is attached, its cost and what is reduced; null for recordings and other sources that attach nothing.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>A put of a flow deleted less than so many seconds before is counted as churn.</summary>
    public double ChurnSeconds { get; init; } = DeletedFlows.DefaultChurnNs / 1e9;

    /// <summary>Things the user should know: a restart, a missing probe, damage in a file. Newest last.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>True when the source has ended and the last snapshot stays.</summary>
    public bool Ended { get; init; }
}
