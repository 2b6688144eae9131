using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;

namespace OvsTop.Analysis.Lives;

/// <summary>One generation of a flow as it is kept; see <see cref="FlowLife"/>.</summary>
internal struct LifeEntry
{
    public ulong Generation, PutNs, DeletedNs, KeepFirstNs, KeepLastNs, ModifyLastNs, Packets;
    public uint Keeps, Modifies;

    /// <summary>1 + the reason of the verdict to delete it; 0 none yet.</summary>
    public uint Verdict;

    public bool HasPackets;

    /// <summary>True once it was deleted.</summary>
    public readonly bool Ended => DeletedNs > 0;

    /// <summary>A copy for the screen.</summary>
    public readonly FlowLife ToLife() => new()
    {
        Generation = Generation,
        PutNs = PutNs,
        DeletedNs = DeletedNs,
        Keeps = (Keeps, KeepFirstNs, KeepLastNs),
        Modifies = (Modifies, ModifyLastNs),
        Packets = HasPackets ? Packets : null,
        Reason = ReasonName,
    };

    private readonly string? ReasonName => Verdict > 1 ? DeleteReasons.Name((int)Math.Min(Verdict - 1, int.MaxValue)) : Ended ? "unexplained" : null;
}
