namespace OvsTop.Vswitchd.Usdt;

/// <summary>One place in one file where a probe fires. A probe inlined into several functions has several, each with its own arguments.</summary>
public sealed record UsdtSite
{
    /// <summary>Provider, e.g. <c>dpif_recv</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Probe name, e.g. <c>recv_upcall</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file as this process opens it, below <c>/proc/PID</c>: what perf_event_open wants as the uprobe path.</summary>
    public required string FilePath { get; init; }

    /// <summary>The file as the daemon knows it, for display.</summary>
    public required string MappedPath { get; init; }

    /// <summary>File offset of the nop, as uprobes count.</summary>
    public required ulong FileOffset { get; init; }

    /// <summary>Address of the nop in the daemon; tells the sites of one probe apart.</summary>
    public ulong Address { get; init; }

    /// <summary>File offset of the semaphore, 0 when the probe has none (Open vSwitch's have none).</summary>
    public ulong SemaphoreOffset { get; init; }

    /// <summary>Where the arguments are, e.g. <c>8@%rdx 4@12(%rbx)</c>; see <see cref="UsdtArgument"/>.</summary>
    public required string Arguments { get; init; }
}
