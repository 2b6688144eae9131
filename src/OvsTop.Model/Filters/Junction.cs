namespace OvsTop.Model.Filters;

/// <summary>All (<c>and</c>) or any (<c>or</c>) of at least two parts, none of which is a junction of the same kind.</summary>
public sealed class Junction : Expr
{
    private Junction(bool isAnd, IReadOnlyList<Expr> parts) => (IsAnd, Parts) = (isAnd, parts);

    /// <summary><c>and</c> rather than <c>or</c>.</summary>
    public bool IsAnd { get; }

    /// <summary>The parts in the order written.</summary>
    public IReadOnlyList<Expr> Parts { get; }

    /// <summary>All of these; one part stands for itself.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Expr All(params IReadOnlyList<Expr> parts) => Make(true, parts);

    /// <summary>Any of these; one part stands for itself.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Expr Any(params IReadOnlyList<Expr> parts) => Make(false, parts);

    /// <inheritdoc/>
    public override bool Equals(Expr? other) =>
        other is Junction junction && junction.IsAnd == IsAnd && junction.Parts.SequenceEqual(Parts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IsAnd);
        foreach (var part in Parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    private static Expr Make(bool isAnd, IReadOnlyList<Expr> parts)
    {
        var flat = new List<Expr>(parts.Count);
        foreach (var part in parts)
        {
            if (part is Junction inner && inner.IsAnd == isAnd)
            {
                flat.AddRange(inner.Parts);
            }
            else
            {
                flat.Add(part);
            }
        }

        if (flat.Count == 0)
        {
            throw new ArgumentException("A junction needs a part.", nameof(parts));
        }

        return flat.Count == 1
            ? flat[0]
            : new Junction(isAnd, flat) { Span = Syntax.TextSpan.Between(flat[0].Span.Start, flat[^1].Span.End) };
    }
}
