namespace OvsTop.Vswitchd.Unixctl;

/// <summary>How much of the daemon's main thread may be asked for.</summary>
public sealed record UnixctlOptions
{
    /// <summary>Longest time for connecting, asking and the whole answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time a call waits for its turn before it fails as <see cref="UnixctlFailure.Deferred"/>.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest answer, bytes. The longest pipeline (MAX_RESUBMITS, ofproto/ofproto-dpif-xlate.c) and all ports of a full datapath are shorter.</summary>
    public int LongestReply { get; init; } = 8 << 20;

    /// <summary>Most requests a second.</summary>
    public double RequestsPerSecond { get; init; } = 20;

    /// <summary>Largest share of time spent in requests, 0 .. 1.</summary>
    public double Duty { get; init; } = 0.02;

    /// <summary>Request time that may be saved up while nothing is asked.</summary>
    public TimeSpan DutyCredit { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Request time to begin with, once: what this process takes to get going is in the time of the first answers, and is not the daemon's.</summary>
    public TimeSpan FirstCredit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// True when the user has agreed that ovs-vswitchd is made to trace upcalls itself: its commands for that are sent too. They change no flow and no
    /// port, but cost every upcall a comparison.
    /// </summary>
    public bool DaemonTraces { get; init; }

    /// <summary>Longest pause after failures.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);
}
