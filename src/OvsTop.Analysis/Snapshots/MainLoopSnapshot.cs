namespace OvsTop.Analysis.Snapshots;

/// <summary>The main loop of ovs-vswitchd.</summary>
public sealed record MainLoopSnapshot
{
    /// <summary>run_start -> poll_block; null before the first.</summary>
    public StageRow? Run { get; init; }

    /// <summary>poll_block -> run_start; null before the first.</summary>
    public StageRow? Wait { get; init; }

    /// <summary>Loops per second in the interval.</summary>
    public double LoopsPerSecond { get; init; }

    /// <summary>Loops since start.</summary>
    public ulong Loops { get; init; }

    /// <summary>0 .. 1 of the interval's measured time spent running; null when nothing was measured.</summary>
    public double? Busy { get; init; }

    /// <summary>Loops per second of past ticks.</summary>
    public Series History { get; init; } = Series.Empty;
}
