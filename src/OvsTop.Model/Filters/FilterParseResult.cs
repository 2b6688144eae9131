using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters;

/// <summary>What came of parsing a filter: the filter and doubts about it, or an error.</summary>
/// <param name="Text">The text as given.</param>
/// <param name="Filter">The filter, or null when there is an error.</param>
/// <param name="Error">The first error, or null.</param>
/// <param name="Warnings">Doubts: the filter works but may not mean what was meant.</param>
public sealed record FilterParseResult(string Text, Filter? Filter, FilterError? Error, IReadOnlyList<FilterError> Warnings);
