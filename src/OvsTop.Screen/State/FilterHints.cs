using OvsTop.Model.Filters;

namespace OvsTop.Screen.State;

/// <summary>One line about a filter while it is typed.</summary>
internal static class FilterHints
{
    /// <summary>The line; empty while there is an error.</summary>
    public static string Of(FilterParseResult result, CompiledFilter? compiled)
    {
        if (compiled is null)
        {
            return "";
        }

        if (compiled.Filter.Root is null)
        {
            return "everything; Enter removes the filter";
        }

        if (result.Warnings is [var warning, ..])
        {
            return $"{result.Text.AsSpan(warning.Span.Start, warning.Span.Length)}: {warning.Message}";
        }

        if (compiled.UnknownPorts is [var port, ..])
        {
            return $"there is no port {port} now";
        }

        string implied = string.Join("; ", ImpliedPrinter.Explain(compiled.Filter));
        string split = compiled.IsKernelExact ? "the kernel tests all of it"
            : compiled.Split.FirstOrDefault(part => part.Reason.Length > 0) is { } part ? $"tested here: {part.Text}, {part.Reason}"
            : "tested here";
        return implied.Length > 0 ? $"{implied}; {split}" : split;
    }
}
