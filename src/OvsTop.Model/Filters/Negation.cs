namespace OvsTop.Model.Filters;

/// <summary><c>not</c> a part.</summary>
/// <param name="part">What must not hold.</param>
public sealed class Negation(Expr part) : Expr
{
    /// <summary>What must not hold.</summary>
    public Expr Part { get; } = part;

    /// <inheritdoc/>
    public override bool Equals(Expr? other) => other is Negation negation && negation.Part.Equals(Part);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine("not", Part);
}
