namespace OvsTop.Analysis.Traces;

/// <summary>Bounds of a <see cref="TraceEngine"/>.</summary>
public sealed record TraceOptions
{
    /// <summary>Rounds remembered, about 1.8 kB each.</summary>
    public int Rounds { get; init; } = 8192;

    /// <summary>Packets remembered.</summary>
    public int Packets { get; init; } = 4096;

    /// <summary>Lives of flows remembered, about 1 kB each.</summary>
    public int Stories { get; init; } = 4096;

    /// <summary>Newest packets in a snapshot.</summary>
    public int Shown { get; init; } = 256;
}
