namespace OvsTop.Model.Filters.Fields;

/// <summary>A protocol word such as <c>tcp</c>: shorthand for an Ethernet type, an IP protocol or a part of the key.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Kind">The packets it stands for.</param>
/// <param name="Help">One line for help and completion.</param>
public sealed record ProtocolInfo(string Name, PacketKind Kind, string Help)
{
    /// <summary>Other accepted names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>ovs-ofctl knows the word.</summary>
    public bool IsOpenFlow { get; init; } = true;
}
