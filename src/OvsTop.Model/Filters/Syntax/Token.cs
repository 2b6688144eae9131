namespace OvsTop.Model.Filters.Syntax;

/// <summary>A token of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is.</param>
public readonly record struct Token(TokenKind Kind, TextSpan Span)
{
    /// <summary>Its text.</summary>
    public string TextIn(string text) => text.Substring(Span.Start, Span.Length);
}
