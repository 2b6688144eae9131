using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters;

/// <summary>A protocol word, e.g. <c>tcp</c>.</summary>
/// <param name="protocol">The protocol.</param>
public sealed class ProtocolTest(ProtocolInfo protocol) : Expr
{
    /// <summary>The protocol.</summary>
    public ProtocolInfo Protocol { get; } = protocol;

    /// <inheritdoc/>
    public override bool Equals(Expr? other) => other is ProtocolTest test && test.Protocol == Protocol;

    /// <inheritdoc/>
    public override int GetHashCode() => Protocol.Name.GetHashCode(StringComparison.Ordinal);
}
