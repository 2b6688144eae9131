using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters;

/// <summary>
/// A node of a filter. Nodes are immutable and equal by content; where they stood in the text (<see cref="Span"/>) does not count.
/// </summary>
public abstract class Expr : IEquatable<Expr>
{
    /// <summary>Where the node stands in the text it was parsed from.</summary>
    public TextSpan Span { get; init; }

    /// <inheritdoc/>
    public abstract bool Equals(Expr? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expr);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The filter text of the node.</summary>
    public override string ToString() => FilterPrinter.Print(this);
}
