using System.Globalization;

namespace OvsTop.Analysis.Traces;

/// <summary>A packet and its rounds.</summary>
public sealed record TracePacket
{
    /// <summary>1, 2, 3, ... in the order of the first upcall seen.</summary>
    public required long Number { get; init; }

    /// <summary><see cref="Number"/> as text, for a selection to stay with.</summary>
    public string Id => field ??= Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>CLOCK_MONOTONIC of the first upcall.</summary>
    public required ulong TimeNs { get; init; }

    /// <summary>Datapath port it came from.</summary>
    public required uint InPort { get; init; }

    /// <summary>The packet in a few words. Built of untrusted bytes.</summary>
    public required string Summary { get; init; }

    /// <summary>Its rounds in their order.</summary>
    public required IReadOnlyList<TraceRound> Rounds { get; init; }

    /// <summary>Rounds that are not in <see cref="Rounds"/>: too many, or evicted.</summary>
    public int RoundsMissing { get; init; }

    /// <summary>What became of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Datapath ports it was sent to, over all rounds.</summary>
    public IReadOnlyList<uint> Ports { get; init; } = [];

    /// <summary>From the first sign of the first upcall to the end of the last round that is known, us; without gaps it is the time the packet took.</summary>
    public double UpcallUs { get; init; }

    /// <summary>Equal for packets that took the same way: ids of recirculation aside, the same datapath actions in every round. Two rules that drop make the same path.</summary>
    public ulong Path { get; init; }
}
