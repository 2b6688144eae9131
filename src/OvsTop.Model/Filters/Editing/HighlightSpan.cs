using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters.Editing;

/// <summary>A piece of a filter and what it is.</summary>
/// <param name="Span">The piece.</param>
/// <param name="Class">What it is.</param>
public readonly record struct HighlightSpan(TextSpan Span, TokenClass Class);
