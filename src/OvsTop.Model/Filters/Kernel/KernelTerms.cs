namespace OvsTop.Model.Filters.Kernel;

/// <summary>
/// A condition in the form of the kernel table: any of some terms, each of which is all of some predicates; or weaker than the
/// condition it came from (<see cref="IsExact"/> false). Immutable.
/// </summary>
internal sealed class KernelTerms
{
    private readonly IReadOnlyList<KernelPredicate[]> _terms;

    private KernelTerms(IReadOnlyList<KernelPredicate[]> terms, bool isExact) => (_terms, IsExact) = (terms, isExact);

    /// <summary>Always holds, exactly.</summary>
    public static KernelTerms True { get; } = new([[]], true);

    /// <summary>Never holds, exactly.</summary>
    public static KernelTerms False { get; } = new([], true);

    /// <summary>Always holds, for want of something better.</summary>
    public static KernelTerms Unseen { get; } = new([[]], false);

    /// <summary>Holds for the same keys as the condition it came from, not for more.</summary>
    public bool IsExact { get; }

    /// <summary>Says something.</summary>
    public bool IsUseful => !_terms.Any(t => t.Length == 0);

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Count;

    /// <summary>All predicates of one term.</summary>
    public static KernelTerms Of(params KernelPredicate[] predicates) => new([predicates], true);

    /// <summary>One holds.</summary>
    public static KernelTerms Any(params IEnumerable<KernelTerms> parts)
    {
        var terms = new List<KernelPredicate[]>();
        bool isExact = true;
        foreach (var part in parts)
        {
            isExact &= part.IsExact;
            foreach (var term in part._terms)
            {
                if (term.Length == 0)
                {
                    return part.IsExact ? True : Unseen;
                }

                if (!terms.Exists(t => Same(t, term)))
                {
                    terms.Add(term);
                }
            }
        }

        return terms.Count > KernelPredicates.MaxTerms ? Unseen : new(terms, isExact);
    }

    /// <summary>Both hold. What does not fit is left out.</summary>
    public KernelTerms And(KernelTerms other)
    {
        var terms = new List<KernelPredicate[]>();
        bool isExact = IsExact && other.IsExact;
        foreach (var left in _terms)
        {
            foreach (var right in other._terms)
            {
                if (Merge(left, right, ref isExact) is { } term && !terms.Exists(t => Same(t, term)))
                {
                    terms.Add(term);
                }
            }
        }

        return terms.Count > KernelPredicates.MaxTerms ? new(_terms, false) : new(terms, isExact);
    }

    /// <summary>Writes the table.</summary>
    public KernelPredicates ToTable()
    {
        var table = new KernelPredicates { Terms = (uint)_terms.Count };
        for (int term = 0; term < _terms.Count; term++)
        {
            table.Lengths[term] = (byte)_terms[term].Length;
            _terms[term].CopyTo(table.Predicates[(term * KernelPredicates.MaxPredicates)..]);
        }

        return table;
    }

    /// <summary>The predicates of two terms as one, null when they contradict each other.</summary>
    private static KernelPredicate[]? Merge(KernelPredicate[] left, KernelPredicate[] right, ref bool isExact)
    {
        var merged = new List<KernelPredicate>(left);
        foreach (var predicate in right)
        {
            int same = merged.FindIndex(p => p.Same(predicate));
            int equal = predicate.Op is CompareOp.Equal ? merged.FindIndex(p => p.Op is CompareOp.Equal && p.Word == predicate.Word) : -1;
            if (same >= 0 || merged.Exists(p => Implies(p, predicate)))
            {
                continue;
            }

            if (equal >= 0)
            {
                var old = merged[equal];
                if (((old.Value ^ predicate.Value) & old.Mask & predicate.Mask) != 0)
                {
                    return null;
                }

                var both = new KernelPredicate(old.KeyWord, old.Mask | predicate.Mask, CompareOp.Equal, old.Value | predicate.Value);
                merged[equal] = both;
                merged.RemoveAll(p => Implies(both, p));
            }
            else
            {
                merged.RemoveAll(p => Implies(predicate, p));
                merged.Add(predicate);
            }
        }

        isExact &= merged.Count <= KernelPredicates.MaxPredicates;
        return [.. merged.Take(KernelPredicates.MaxPredicates)];
    }

    /// <summary>Some bits are set, and one of them is already known to be.</summary>
    private static bool Implies(in KernelPredicate known, in KernelPredicate predicate) =>
        known.Op is CompareOp.Equal && known.Word == predicate.Word && predicate is { Op: CompareOp.NotEqual, Value: 0 }
        && (known.Value & predicate.Mask) != 0;

    private static bool Same(KernelPredicate[] left, KernelPredicate[] right) =>
        left.Length == right.Length && left.Zip(right).All(p => p.First.Same(p.Second));
}
