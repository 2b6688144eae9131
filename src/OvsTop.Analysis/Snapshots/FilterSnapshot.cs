using OvsTop.Model.Filters;

namespace OvsTop.Analysis.Snapshots;

/// <summary>The filter in effect, and how much it lets through.</summary>
public sealed record FilterSnapshot
{
    /// <summary>The filter in normal form.</summary>
    public required string Expression { get; init; }

    /// <summary>Where it is tested: all in the kernel, the rest of it here, or all here.</summary>
    public SplitSite Site { get; init; }

    /// <summary>The parts that the kernel tests, some of them in a weaker form; empty when none.</summary>
    public string Kernel { get; init; } = "";

    /// <summary>The parts that are tested here; empty when none.</summary>
    public string Here { get; init; } = "";

    /// <summary>It asks for what becomes of a packet: counts leave out what depends on that, and Traces decides.</summary>
    public bool AsksForResults { get; init; }

    /// <summary>Matching upcalls since the filter was set.</summary>
    public ulong Upcalls { get; init; }

    /// <summary>Matching upcalls per second in the interval.</summary>
    public double UpcallsPerSecond { get; init; }

    /// <summary>0 .. 1 of all upcalls of the interval.</summary>
    public double Share { get; init; }

    /// <summary>
    /// Every matching packet is counted: the kernel does it alone, or no detail has been lost since the filter was set. Otherwise the counts
    /// are of the details that were delivered.
    /// </summary>
    public bool IsExact { get; init; }
}
