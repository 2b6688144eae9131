using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsTop.Model.Filters.Kernel;

/// <summary>
/// The value of the kernel's filter map, <c>struct ovstop_filter</c> in ovstop.h: at most 8 terms of at most 8 predicates. A key passes
/// when all predicates of one term hold. A term without predicates always holds; a filter without terms lets nothing pass. Changing the
/// filter is one update of this map.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct KernelPredicates
{
    /// <summary>Most terms (OVSTOP_FILTER_TERMS).</summary>
    public const int MaxTerms = 8;

    /// <summary>Most predicates of a term (OVSTOP_FILTER_PREDICATES).</summary>
    public const int MaxPredicates = 8;

    /// <summary>Counts changes, so that records say under which filter they passed.</summary>
    public uint Generation;

    /// <summary>Terms in use.</summary>
    public uint Terms;

    /// <summary>Predicates in use, by term.</summary>
    public LengthArray Lengths;

    /// <summary>Predicates: those of term t start at t * <see cref="MaxPredicates"/>.</summary>
    public PredicateArray Predicates;

    /// <summary>Lets everything pass.</summary>
    public static KernelPredicates Everything => new() { Terms = 1 };

    /// <summary>
    /// The reference for the kernel program: one term holds. A key that could not be read whole
    /// (<see cref="KernelKeyFields.Incomplete"/>) passes, user space decides.
    /// </summary>
    /// <param name="fields">The key.</param>
    /// <param name="isUpcall">
    /// The key is one of a packet; false for that of a flow (put without an upcall, del, verdict): tests of packet length and upcall type are
    /// then open, so they do not hold.
    /// </param>
    public readonly bool Matches(in KernelKeyFields fields, bool isUpcall = true)
    {
        if ((fields[(int)KeyWord.Present] & KernelKeyFields.Incomplete) != 0)
        {
            return true;
        }

        for (int term = 0; term < MaxTerms && term < Terms; term++)
        {
            int held = 0;
            while (held < Lengths[term] && Holds(Predicates[(term * MaxPredicates) + held], fields, isUpcall))
            {
                held++;
            }

            if (held == Lengths[term])
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(in KernelPredicate predicate, in KernelKeyFields fields, bool isUpcall) =>
        (isUpcall || predicate.KeyWord is not KeyWord.Upcall) && predicate.Holds(fields);

    /// <summary>A byte per term.</summary>
    [InlineArray(MaxTerms)]
    public struct LengthArray
    {
        private byte _element;
    }

    /// <summary>All predicates.</summary>
    [InlineArray(MaxTerms * MaxPredicates)]
    public struct PredicateArray
    {
        private KernelPredicate _element;
    }
}
