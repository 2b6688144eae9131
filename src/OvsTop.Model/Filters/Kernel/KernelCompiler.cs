using System.Numerics;
using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Kernel;

/// <summary>
/// The kernel part of a compiled filter: a table that holds for every key the filter can hold for. Tests the kernel cannot make count as
/// holding; the rows are free of negations above the tests, so that the result is only ever weaker.
/// </summary>
internal static class KernelCompiler
{
    /// <summary>Compiles the row at an index and its parts.</summary>
    public static KernelTerms Compile(ReadOnlySpan<FilterRow> rows, int index)
    {
        ref readonly var row = ref rows[index];
        if (row.Kind > FilterRowKind.Any)
        {
            return Test(row);
        }

        var parts = new List<KernelTerms>();
        for (int i = index + 1; i < row.End; i = rows[i].End)
        {
            parts.Add(Compile(rows, i));
        }

        return row.Kind is FilterRowKind.Any
            ? KernelTerms.Any(parts)
            : parts.OrderBy(p => p.Count).Aggregate(KernelTerms.True, (all, part) => all.And(part));
    }

    private static KernelTerms Test(in FilterRow row)
    {
        bool isExistence = row.Kind is FilterRowKind.Exists && row.Place is FieldPlace.Key or FieldPlace.KeyHere;
        if (isExistence)
        {
            return row.Needs == 0 ? row.IsNegated ? KernelTerms.False : KernelTerms.True : Parts(row.Needs, !row.IsNegated);
        }

        if (row.Kind is FilterRowKind.NoSuchPort)
        {
            return (row.Op is CompareOp.NotEqual) != row.IsNegated ? KernelTerms.True : KernelTerms.False;
        }

        if (row.Kind is not FilterRowKind.Number || row.Place is FieldPlace.KeyHere || KernelLocation.Find(row.Field) is not { } place)
        {
            // Without its prerequisite the test cannot hold, whatever the kernel sees of the field.
            return row.Needs != 0 && !row.IsNegated ? Parts(row.Needs, true).And(KernelTerms.Unseen) : KernelTerms.Unseen;
        }

        var compared = Compare(row, place);
        if (row.Needs == 0)
        {
            return compared;
        }

        return row.IsNegated ? KernelTerms.Any(Parts(row.Needs, false), compared) : Parts(row.Needs, true).And(compared);
    }

    private static KernelTerms Compare(in FilterRow row, KernelLocation place)
    {
        if (row.Mask == 0)
        {
            // Nothing is compared: x != * never holds.
            return row.Holds(0) != row.IsNegated ? KernelTerms.True : KernelTerms.False;
        }

        if (row.IsRange)
        {
            bool isInside = row.Op is CompareOp.Equal != row.IsNegated;
            var low = Predicate(place, row.Mask, isInside ? CompareOp.GreaterOrEqual : CompareOp.Less, row.Value);
            var high = Predicate(place, row.Mask, isInside ? CompareOp.LessOrEqual : CompareOp.Greater, row.UpTo);
            return isInside ? KernelTerms.Of(low).And(KernelTerms.Of(high)) : KernelTerms.Any(KernelTerms.Of(low), KernelTerms.Of(high));
        }

        var op = row.IsNegated ? row.Op.Negate() : row.Op;
        ulong highMask = (ulong)(row.Mask >> 64);
        if (FilterFields.Of(row.Field).Bits <= 64)
        {
            return KernelTerms.Of(Predicate(place, row.Mask, op, row.Value));
        }

        var halves = new List<KernelTerms>();
        if (highMask != 0)
        {
            halves.Add(KernelTerms.Of(new KernelPredicate(place.Word, highMask, op, (ulong)(row.Value >> 64))));
        }

        if ((ulong)row.Mask != 0)
        {
            halves.Add(KernelTerms.Of(new KernelPredicate(place.Word + 1, (ulong)row.Mask, op, (ulong)row.Value)));
        }

        return op is CompareOp.Equal ? halves.Aggregate((all, half) => all.And(half)) : KernelTerms.Any(halves);
    }

    private static KernelPredicate Predicate(KernelLocation place, UInt128 mask, CompareOp op, UInt128 value) =>
        new(place.Word, (ulong)mask << place.Shift, op, (ulong)value << place.Shift);

    /// <summary>The key holds one of the parts, or none of them. A single part is a test for equality, which merges with others.</summary>
    private static KernelTerms Parts(KeyParts parts, bool isWanted)
    {
        ulong mask = (ulong)parts;
        var op = isWanted && BitOperations.PopCount(mask) > 1 ? CompareOp.NotEqual : CompareOp.Equal;
        return KernelTerms.Of(new KernelPredicate(KeyWord.Present, mask, op, isWanted && op is CompareOp.Equal ? mask : 0));
    }
}
