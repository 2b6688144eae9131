namespace OvsTop.Model.Filters;

/// <summary>What <c>ovstop filter EXPR</c> prints: the normal form, what was implied, what is doubtful, and who tests what.</summary>
public static class FilterExplainer
{
    /// <summary>The lines for a filter without errors.</summary>
    /// <param name="result">The parsed filter.</param>
    /// <param name="compiled">The same filter compiled.</param>
    public static IReadOnlyList<string> Explain(FilterParseResult result, CompiledFilter compiled)
    {
        var filter = compiled.Filter;
        if (filter.Root is null)
        {
            return ["filter   (empty: every upcall)"];
        }

        var lines = new List<string> { $"filter   {filter}" };
        string spelled = string.Concat(ImpliedPrinter.Print(filter).Select(p => p.Text));
        if (spelled != filter.ToString())
        {
            lines.Add($"implied  {spelled}");
            lines.AddRange(ImpliedPrinter.Explain(filter).Select(reason => $"         {reason}"));
        }

        lines.AddRange(result.Warnings.Select(w => $"doubt    {result.Text.Substring(w.Span.Start, w.Span.Length)}: {w.Message}"));
        lines.AddRange(compiled.UnknownPorts.Select(port => $"doubt    there is no port {port} now"));
        lines.AddRange(compiled.Split.OrderBy(p => p.Site).Select(Line));
        if (!compiled.IsKernelUseful)
        {
            lines.Add("cost     the kernel cannot stop anything: every upcall is copied to user space");
        }

        return lines;
    }

    private static string Line(SplitPart part) => part.Site switch
    {
        SplitSite.Kernel => $"kernel   {part.Text}",
        SplitSite.Both => $"both     {part.Text}: {part.Reason}",
        _ => $"here     {part.Text}: {part.Reason}",
    };
}
