using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Evaluation;

/// <summary>A node of a compiled filter. Nodes lie in preorder: the parts of a junction follow it up to <see cref="End"/>.</summary>
internal struct FilterRow
{
    /// <summary>Bits that count.</summary>
    public UInt128 Mask;

    /// <summary>The number compared with; the lower end of a range.</summary>
    public UInt128 Value;

    /// <summary>The upper end of a range.</summary>
    public UInt128 UpTo;

    /// <summary>Bits of <see cref="KeyReader.Present"/> for <see cref="Needs"/>.</summary>
    public ulong Present;

    /// <summary>The key must hold one of these; none for no prerequisite.</summary>
    public KeyParts Needs;

    /// <summary>Index of the next row that is not part of this one.</summary>
    public int End;

    /// <summary>Index in the texts of the program, or -1.</summary>
    public int Text;

    /// <summary>What the row is.</summary>
    public FilterRowKind Kind;

    /// <summary>The field tested.</summary>
    public FieldId Field;

    /// <summary>Where its value comes from.</summary>
    public FieldPlace Place;

    /// <summary>Number of a numbered field.</summary>
    public byte Index;

    /// <summary>The comparison.</summary>
    public CompareOp Op;

    /// <summary>The test must not hold.</summary>
    public bool IsNegated;

    /// <summary>The field has more than 64 bits.</summary>
    public bool IsWide;

    /// <summary>The value is anywhere between <see cref="Value"/> and <see cref="UpTo"/>.</summary>
    public bool IsRange;

    /// <summary>The test of a number of at most 64 bits.</summary>
    public readonly bool Holds(ulong number)
    {
        number &= (ulong)Mask;
        return IsRange ? (number >= (ulong)Value && number <= (ulong)UpTo) == (Op is CompareOp.Equal) : Op.Holds(number, (ulong)Value);
    }

    /// <summary>The test of a number.</summary>
    public readonly bool Holds(UInt128 number)
    {
        number &= Mask;
        return IsRange ? (number >= Value && number <= UpTo) == (Op is CompareOp.Equal) : Op.Holds(number, Value);
    }
}
