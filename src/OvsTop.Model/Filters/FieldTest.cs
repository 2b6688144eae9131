using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters;

/// <summary>
/// A field compared with a value or sought in a set. It holds only when the field exists: <c>tp_dst!=80</c> is a packet with another
/// port, <c>not tp_dst=80</c> also one without ports.
/// </summary>
public sealed class FieldTest : Expr
{
    /// <summary>Makes a comparison.</summary>
    public FieldTest(FilterField field, int index, CompareOp op, FilterValue value)
    {
        (Field, Index, Op, Values) = (field, index, op, [value]);
    }

    /// <summary>Makes a search in a set of at least one value.</summary>
    public FieldTest(FilterField field, int index, IReadOnlyList<FilterValue> set)
    {
        (Field, Index, Op, Values, IsSet) = (field, index, CompareOp.Equal, set, true);
    }

    /// <summary>The field.</summary>
    public FilterField Field { get; }

    /// <summary>Number of a numbered field, else 0.</summary>
    public int Index { get; }

    /// <summary>The comparison.</summary>
    public CompareOp Op { get; }

    /// <summary>The value, or all values of the set.</summary>
    public IReadOnlyList<FilterValue> Values { get; }

    /// <summary>Written with <c>in { }</c>.</summary>
    public bool IsSet { get; }

    /// <inheritdoc/>
    public override bool Equals(Expr? other) =>
        other is FieldTest test && test.Field.Id == Field.Id && test.Index == Index && test.Op == Op && test.IsSet == IsSet
        && test.Values.SequenceEqual(Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Field.Id, Index, Op, IsSet, Values[0]);
}
