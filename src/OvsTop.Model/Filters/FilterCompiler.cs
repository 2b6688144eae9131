using OvsTop.Model.Filters.Evaluation;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Kernel;

namespace OvsTop.Model.Filters;

/// <summary>Compiles filters.</summary>
public static class FilterCompiler
{
    /// <summary>Compiles a filter. Compile again when ports come and go.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="ports">Gives the datapath port of a name, or null when there is none. Null: names are not known here at all.</param>
    public static CompiledFilter Compile(Filter filter, Func<string, uint?>? ports = null)
    {
        if (filter.Root is not { } root)
        {
            return new(filter, KernelPredicates.Everything, new([], []), [], []) { IsKernelExact = true };
        }

        var flat = new FilterRows(ports);
        flat.Add(root);
        var rows = flat.Rows;
        var parts = root is Junction { IsAnd: true } junction ? junction.Parts : [root];
        var terms = new KernelTerms[parts.Count];
        int index = parts.Count > 1 ? 1 : 0;
        for (int i = 0; i < parts.Count; i++, index = rows[index].End)
        {
            terms[i] = KernelCompiler.Compile(rows, index);
        }

        // Small parts first, so that what does not fit is what would have cost most.
        var split = new SplitPart[parts.Count];
        var all = KernelTerms.True;
        foreach (int i in Enumerable.Range(0, parts.Count).OrderBy(i => terms[i].Count))
        {
            var before = all;
            all = all.And(terms[i]);
            bool isFull = before.IsExact && terms[i].IsExact && !all.IsExact;
            var site = !terms[i].IsUseful && !terms[i].IsExact ? SplitSite.Here
                : isFull ? SplitSite.Both
                : terms[i].IsExact ? SplitSite.Kernel : SplitSite.Both;
            string reason = site is SplitSite.Kernel ? "" : isFull ? "the kernel table is full" : Reason(parts[i]);
            split[i] = new(parts[i].ToString(), site, reason);
        }

        return new(filter, all.ToTable(), new(rows, flat.Texts), split, flat.UnknownPorts)
        {
            IsKernelUseful = all.IsUseful,
            IsKernelExact = all.IsExact,
        };
    }

    private static string Reason(Expr part)
    {
        var tests = Tests(part).ToArray();
        var unseen = Array.Find(tests, t => t.Field.Place is FieldPlace.Result or FieldPlace.Trace)
            ?? Array.Find(tests, t => t.Field.Place is FieldPlace.KeyHere or FieldPlace.Capture)
            ?? Array.Find(tests, t => t.Values.Any(v => v.Text is not null));
        return unseen?.Field switch
        {
            null => "it does not fit the kernel table",
            { Place: FieldPlace.Result } field => $"{field.Name} is known with the result",
            { Place: FieldPlace.Trace } => $"{unseen.Field.NameOf(unseen.Index)} is known with the trace",
            { Kind: ValueKind.Port } => $"the number of port {unseen.Values.First(v => v.Text is not null).Text} is not known",
            var field => $"the kernel does not read {field.NameOf(unseen.Index)}",
        };
    }

    private static IEnumerable<FieldTest> Tests(Expr expr) => expr switch
    {
        FieldTest test => [test],
        Negation negation => Tests(negation.Part),
        Junction junction => junction.Parts.SelectMany(Tests),
        _ => [],
    };
}
