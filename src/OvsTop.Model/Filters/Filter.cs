using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters;

/// <summary>A parsed filter.</summary>
/// <param name="Root">The condition; null selects everything.</param>
/// <param name="RoundOnly">The prefix <c>round:</c>: show only the rounds that match, not all rounds of their packets.</param>
public sealed record Filter(Expr? Root, bool RoundOnly)
{
    /// <summary>The filter that selects everything.</summary>
    public static Filter Everything { get; } = new(null, false);

    /// <summary>Parses a filter.</summary>
    public static FilterParseResult Parse(string text) => FilterParser.Parse(text);

    /// <summary>The normalised filter text.</summary>
    public override string ToString() => FilterPrinter.Print(this);
}
