namespace OvsTop.Model.Filters.Syntax;

/// <summary>Something wrong or doubtful in a filter, at a place.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong and what to write instead, one line without the place.</param>
public sealed record FilterError(TextSpan Span, string Message)
{
    /// <summary>Three lines cut to the width: the filter, a caret under the place, the message behind it.</summary>
    public string Show(string text, int width = 120) => CaretText.Format(text, Span, Message, width);
}
