namespace OvsTop.Analysis.Snapshots;

/// <summary>Life cycles of single flows, read from details: complete when every detail came, otherwise of <see cref="PutsSeen"/> of <see cref="Puts"/> puts.</summary>
public sealed record FlowLivesSnapshot
{
    /// <summary>No flow yet.</summary>
    public static FlowLivesSnapshot Empty { get; } = new();

    /// <summary>Flows known now.</summary>
    public int Known { get; init; }

    /// <summary>Flows forgotten because the table is bounded: those not heard of for longest.</summary>
    public ulong Evicted { get; init; }

    /// <summary>Puts (creating) whose details came.</summary>
    public ulong PutsSeen { get; init; }

    /// <summary>All puts (creating) since start.</summary>
    public ulong Puts { get; init; }

    /// <summary>True when the details of every put came and no flow was forgotten.</summary>
    public bool IsComplete => PutsSeen >= Puts && Evicted == 0;

    /// <summary>Put -> delete of flows whose put and delete were both seen, since start; empty without any.</summary>
    public LatencySummary Age { get; init; }

    /// <summary><see cref="Age"/> by power of two: element i counts 2^i .. 2^(i+1) ns.</summary>
    public IReadOnlyList<ulong> AgeOctaves { get; init; } = [];

    /// <summary>Flows, the most often re-installed first, then the latest; at most <see cref="MaxTop"/>.</summary>
    public IReadOnlyList<FlowRow> Top { get; init; } = [];

    /// <summary>Flows that were re-installed, whether or not in <see cref="Top"/>.</summary>
    public int Reinstalled { get; init; }

    /// <summary>The shortest life that ended; null before the first.</summary>
    public FlowRow? ShortestLived { get; init; }

    /// <summary>The longest life that ended; null before the first.</summary>
    public FlowRow? LongestLived { get; init; }

    /// <summary>Most rows of <see cref="Top"/>.</summary>
    public const int MaxTop = 64;
}
