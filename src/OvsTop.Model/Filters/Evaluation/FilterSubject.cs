using OvsTop.Model.Flows;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>What a filter is applied to: one upcall and what is known around it.</summary>
/// <param name="key">The decoded flow key.</param>
public readonly ref struct FilterSubject(ref readonly FlowKey key)
{
    /// <summary>The decoded flow key.</summary>
    public readonly ref readonly FlowKey Key = ref key;

    /// <summary>Full length of the packet; negative when not known.</summary>
    public int PacketLength { get; init; } = -1;

    /// <summary><see cref="Events.UpcallType"/>; negative when not known.</summary>
    public int UpcallType { get; init; } = -1;

    /// <summary>Handler thread; 0 when not known.</summary>
    public uint Tid { get; init; }

    /// <summary>Name of the handler thread.</summary>
    public string? HandlerName { get; init; }

    /// <summary>The flow put for the packet; null while there is none.</summary>
    public Ufid? Ufid { get; init; }

    /// <summary>Captured bytes of the packet; empty when not captured.</summary>
    public ReadOnlySpan<byte> Packet { get; init; }

    /// <summary>What became of the packet; null when nothing is known.</summary>
    public TraceFacts? Facts { get; init; }
}
