namespace OvsTop.Analysis.Diagnosis;

/// <summary>From where on something is a finding: the group <c>diagnosis</c> of ovstop.json.</summary>
public sealed record Thresholds
{
    /// <summary>A shown finding stays while this part of its threshold is reached, so that it does not flicker.</summary>
    private const double Stay = 0.8;

    /// <summary>Upcalls per second below which nobody asks how they are shared.</summary>
    public double BusyUpcallsPerSecond { get; init; } = 100;

    /// <summary>Share of upcalls that one handler serves alone, percent.</summary>
    public double ImbalancePercent { get; init; } = 60;

    /// <summary>Share of upcalls that one port causes, percent.</summary>
    public double TalkerPercent { get; init; } = 60;

    /// <summary>Upcalls per second that are a storm.</summary>
    public double StormUpcallsPerSecond { get; init; } = 1000;

    /// <summary>Puts per second from which flows that are put and deleted in turn matter.</summary>
    public double EvictionPutsPerSecond { get; init; } = 20;

    /// <summary>Deletes in percent of puts from which the puts replace what was deleted.</summary>
    public double EvictionPercent { get; init; } = 60;

    /// <summary>Flows in percent of the flow limit that count as full.</summary>
    public double FullPercent { get; init; } = 90;

    /// <summary>Lost upcalls per second.</summary>
    public double LostPerSecond { get; init; } = 1;

    /// <summary>p99 of a flow put in the kernel, ms.</summary>
    public double SlowPutMs { get; init; } = 1;

    /// <summary>One turn of the main loop, ms.</summary>
    public double MainLoopRunMs { get; init; } = 1000;

    /// <summary>Time without an answer of the control socket, s.</summary>
    public double UnixctlSilentSeconds { get; init; } = 5;

    /// <summary>The thresholds of findings that are shown already.</summary>
    internal Thresholds Relaxed() => this with
    {
        BusyUpcallsPerSecond = BusyUpcallsPerSecond * Stay,
        ImbalancePercent = ImbalancePercent * Stay,
        TalkerPercent = TalkerPercent * Stay,
        StormUpcallsPerSecond = StormUpcallsPerSecond * Stay,
        EvictionPutsPerSecond = EvictionPutsPerSecond * Stay,
        EvictionPercent = EvictionPercent * Stay,
        FullPercent = FullPercent * Stay,
        LostPerSecond = LostPerSecond * Stay,
        SlowPutMs = SlowPutMs * Stay,
        MainLoopRunMs = MainLoopRunMs * Stay,
        UnixctlSilentSeconds = UnixctlSilentSeconds * Stay,
    };
}
