using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Probes.Live;

/// <summary>How to watch a daemon.</summary>
public sealed record LiveOptions
{
    /// <summary>The daemon's process; null finds it.</summary>
    public int? Pid { get; init; }

    /// <summary>Through whom the daemon is asked, by the source and by everybody else in this process.</summary>
    public UnixctlClients Unixctl { get; init; } = new();

    /// <summary>
    /// Bytes of the ring of who records every detail: what 100,000 upcalls a second tell in more than half a second, in which nobody may come to empty
    /// it. The kernel keeps that much memory while it is recorded.
    /// </summary>
    public const int RecordRingBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of the ring buffer; rounded up to a power of two of at least a page.</summary>
    public int RingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Detail records per second over all handlers; null all, 0 none. Counts are complete in any case.</summary>
    public int? DetailsPerSecond { get; init; } = 2000;

    /// <summary>Bytes of each packet in a record, at most 256.</summary>
    public int PacketBytes { get; init; } = 128;

    /// <summary>A put of a flow that was deleted no longer ago is churn.</summary>
    public TimeSpan ChurnWindow { get; init; } = TimeSpan.FromTicks((long)DeletedFlows.DefaultChurnNs / 100);

    /// <summary>Time between two looks into the ring, at the least; longer where <see cref="DetailsPerSecond"/> are few.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Time between two readings of the counts.</summary>
    public TimeSpan TallyEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What is measured from the start.</summary>
    public Measurements Measurements { get; init; } = Measurements.All;

    /// <summary>The most that watching may cost, in percent of one core; null without a limit.</summary>
    public double? MaxOverheadPercent { get; init; }

    /// <summary>Time between two looks at cost and needs; also the length of a sampling window.</summary>
    public TimeSpan PlanEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a probe that is no longer needed stays attached, so that going back and forth between views detaches nothing.</summary>
    public TimeSpan KeepUnneeded { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>By what upcalls are counted from the start.</summary>
    public TalkerDimensions Talkers { get; init; } = TalkerDimensions.InPort;

    /// <summary>The best mechanism that may be used in the kernel.</summary>
    public KernelWays Kernel { get; init; }

    /// <summary>Probes to attach, by event name; null all.</summary>
    public IReadOnlySet<string>? Only { get; init; }
}
