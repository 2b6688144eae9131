using OvsTop.Model;
using OvsTop.Model.Flows;
using OvsTop.Model.Traces;

namespace OvsTop.Analysis.Traces;

/// <summary>A round that made no upcall, as far as it can be told: flows of the datapath lead from its id to the next one. Immutable.</summary>
public sealed record CachedRound
{
    /// <summary>Below 0, unlike that of any real round: what its replay is asked for and found by.</summary>
    public required long Number { get; init; }

    /// <summary>Recirculation id of the flows that can have handled it.</summary>
    public required uint RecircId { get; init; }

    /// <summary>The recirculation id of the next round.</summary>
    public required uint LeadsTo { get; init; }

    /// <summary>Conntrack state of these flows.</summary>
    public CtStates CtState { get; init; }

    /// <summary>The flow; null when there are several, or it has no id.</summary>
    public Ufid? Ufid { get; init; }

    /// <summary>Flows that can have handled it.</summary>
    public int Flows { get; init; }

    /// <summary>Of how many kinds of flows this is one: with more than 1 it may not be the one that handled the packet.</summary>
    public int Ways { get; init; } = 1;

    /// <summary>The key that the packet had, rebuilt; empty when it cannot be.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Why it cannot be.</summary>
    public RebuildProblem Problem { get; init; }

    /// <summary>The key as <c>ofproto/trace</c> takes it.</summary>
    public string TraceKey => FlowKeyFormatter.ToText(Key.Span, style: KeyStyle.Trace);

    /// <summary>Whether a replay of the rebuilt key leads where the packet went.</summary>
    /// <returns>null when there is no replay that could say so.</returns>
    public bool? Verified(RoundReplay? replay) => replay?.Reply is { } reply ? RecircIds.Of(reply.DatapathActions).Contains(LeadsTo) : null;
}
