using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters.Editing;

/// <summary>Classes for the pieces of a filter while it is typed, also when it is incomplete or wrong.</summary>
public static class Highlighter
{
    private const string RoundPrefix = "round:";

    /// <summary>The pieces in order, without overlap; blanks lie between them.</summary>
    public static IReadOnlyList<HighlightSpan> Highlight(string text)
    {
        var spans = new List<HighlightSpan>();
        int offset = text.Length - text.TrimStart().Length;
        if (text.AsSpan(offset).StartsWith(RoundPrefix, StringComparison.OrdinalIgnoreCase))
        {
            spans.Add(new(new(offset, RoundPrefix.Length), TokenClass.Joint));
            offset += RoundPrefix.Length;
        }

        FilterField? field = null;
        bool isValue = false;
        bool isSet = false;
        for (var token = FilterLexer.Next(text, offset); token.Kind is not TokenKind.End; token = FilterLexer.Next(text, offset, isValue))
        {
            offset = token.Span.End;
            if (token.Kind is TokenKind.Word && !isValue && DatapathFlowParser.IsStart(text, token.Span))
            {
                DatapathFlowParser.Parse(text, token.Span.Start, [], out offset, out _);
                offset = Math.Max(offset, token.Span.End);
                spans.Add(new(TextSpan.Between(token.Span.Start, offset), TokenClass.Flow));
                continue;
            }

            string word = token.Kind is TokenKind.Word ? token.TextIn(text) : "";
            if (token.Kind is TokenKind.Word && !isValue)
            {
                field = FieldRef.TryParse(word, out var reference, out _) ? reference.Field : null;
            }

            spans.Add(new(token.Span, Classify(token, word, isValue, field)));
            isSet = token.Kind is TokenKind.OpenSet || (isSet && token.Kind is not TokenKind.CloseSet);
            isValue = token.Kind is TokenKind.Operator || (isSet && token.Kind is TokenKind.OpenSet or TokenKind.And);
        }

        return spans;
    }

    private static TokenClass Classify(Token token, string word, bool isValue, FilterField? field) => token.Kind switch
    {
        TokenKind.Word when isValue => Value(word, field),
        TokenKind.Word => field is not null ? TokenClass.Field : ProtocolTable.Find(word) is not null ? TokenClass.Protocol : TokenClass.Error,
        TokenKind.Quoted => TokenClass.Text,
        TokenKind.Operator or TokenKind.In => TokenClass.Operator,
        TokenKind.And or TokenKind.Or or TokenKind.Not => TokenClass.Joint,
        TokenKind.Open or TokenKind.Close or TokenKind.OpenSet or TokenKind.CloseSet => TokenClass.Bracket,
        _ => TokenClass.Error,
    };

    private static TokenClass Value(string word, FilterField? field)
    {
        if (field is null)
        {
            return TokenClass.Name;
        }

        // Bits of a field are as wide as they say; the parser checks them.
        if (ValueSyntax.Read(field, word, false, out var value, out _) is not null)
        {
            return TokenClass.Error;
        }

        bool isNamed = value.Text is not null || field.Kind is ValueKind.Flags or ValueKind.Choice or ValueKind.Fragment;
        return isNamed && !char.IsAsciiDigit(word[0]) ? TokenClass.Name : TokenClass.Number;
    }
}
