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
    public readonly bool Matches(in KernelKeyFields fields)
    {
        if ((fields[(int)KeyWord.Present] & KernelKeyFields.Incomplete) != 0)
        {
            return true;
        }

        for (int term = 0; term < MaxTerms && term < Terms; term++)
        {
            int held = 0;
            while (held < Lengths[term] && Predicates[(term * MaxPredicates) + held].Holds(fields))
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
