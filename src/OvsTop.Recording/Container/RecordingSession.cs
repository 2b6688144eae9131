using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Container;

/// <summary>What is recorded where: goes into the file so that it explains itself.</summary>
public sealed record RecordingSession
{
    /// <summary>One line: datapath, version and pid, or the file that was converted.</summary>
    public required string Source { get; init; }

    /// <summary>Version of Open vSwitch, if known.</summary>
    public string? OvsVersion { get; init; }

    /// <summary>Release of the kernel, if known.</summary>
    public string? KernelRelease { get; init; }

    /// <summary>Struct layout in use, if known.</summary>
    public string? Layout { get; init; }

    /// <summary>Filter in force at the beginning, if any; batches say how it changed.</summary>
    public string? Filter { get; init; }

    /// <summary>Wall-clock time of CLOCK_MONOTONIC 0, if known.</summary>
    public DateTimeOffset? Epoch { get; init; }

    /// <summary>A put of a flow deleted less than so many seconds before was counted as churn.</summary>
    public double ChurnSeconds { get; init; } = DeletedFlows.DefaultChurnNs / 1e9;

    /// <summary>Probes attached; null when unknown.</summary>
    public IReadOnlyCollection<ProbeId>? Probes { get; init; }

    /// <summary>Which probes give the primary counts; null when not known.</summary>
    public PrimaryProbes? Primary { get; init; }

    /// <summary>Names of datapath ports by number.</summary>
    public IReadOnlyDictionary<uint, string> Ports { get; init; } = new Dictionary<uint, string>();

    /// <summary>How much of packets was kept.</summary>
    public PayloadLevel Payload { get; init; } = PayloadLevel.Full;

    /// <summary>Addresses and names are not the real ones.</summary>
    public bool Redacted { get; init; }

    /// <summary>Tells sessions apart; the session chunk comes again with every key batch.</summary>
    internal ulong Id { get; init; }

    /// <summary>Which file this is of a recording that rotates, from 1; 0 for one that does not. The files of one recording have one <see cref="Id"/>.</summary>
    internal int Part { get; init; }
}
