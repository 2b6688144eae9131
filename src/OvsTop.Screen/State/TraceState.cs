using System.Collections.Immutable;
using OvsTop.Analysis.Traces;

namespace OvsTop.Screen.State;

/// <summary>What the traces' view shows. Immutable.</summary>
public sealed record TraceState
{
    /// <summary>Which side of the selected packet; the tree while it is not opened.</summary>
    public TraceAspect Aspect { get; init; }

    /// <summary>One line for all packets that took the same path.</summary>
    public bool Grouped { get; init; }

    /// <summary>The path whose packets are listed; null for all.</summary>
    public ulong? Path { get; init; }

    /// <summary>The packet to compare with; null for none. It stays when the engine forgets it.</summary>
    public TracePacket? Marked { get; init; }

    /// <summary>
    /// The packets that are listed, newest first, since one of them was selected: a list that moves on by thousands a second cannot be read. Null
    /// while the newest are listed.
    /// </summary>
    public IReadOnlyList<TracePacket>? Held { get; init; }

    /// <summary>Lines of the tree that are folded, or open, against what is usual for them.</summary>
    public ImmutableHashSet<int> Toggled { get; init; } = [];
}
