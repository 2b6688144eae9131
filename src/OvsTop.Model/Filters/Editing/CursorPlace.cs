using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters.Editing;

/// <summary>Where the cursor stands.</summary>
/// <param name="Expectation">What can stand there.</param>
/// <param name="Span">What is typed of it, up to the cursor.</param>
/// <param name="Typed">The text of <paramref name="Span"/>.</param>
/// <param name="Field">The field before an operator or value.</param>
/// <param name="OpenParentheses">Parentheses not yet closed.</param>
internal sealed record CursorPlace(Expectation Expectation, TextSpan Span, string Typed, FilterField? Field, int OpenParentheses)
{
    private const string RoundPrefix = "round:";

    /// <summary>What can follow when what is typed is whole.</summary>
    public Expectation Next { get; private init; }

    /// <summary>Reads the tokens up to the cursor; what stands behind it does not count.</summary>
    public static CursorPlace Find(string text, int cursor)
    {
        string before = text[..cursor];
        var expectation = Expectation.Test;
        FilterField? field = null;
        int open = 0;
        bool isSet = false;
        int offset = before.TrimStart().StartsWith(RoundPrefix, StringComparison.OrdinalIgnoreCase)
            ? before.IndexOf(':', StringComparison.Ordinal) + 1
            : 0;
        while (FilterLexer.Next(before, offset, expectation is Expectation.Value) is { Kind: not TokenKind.End } token)
        {
            offset = token.Span.End;
            if (token.Kind is TokenKind.Word or TokenKind.Quoted or TokenKind.BadQuote && offset == cursor)
            {
                return OnWord(before, token, expectation, field, open, isSet);
            }

            switch (token.Kind)
            {
                case TokenKind.Word when expectation is not Expectation.Value && DatapathFlowParser.IsStart(before, token.Span):
                    DatapathFlowParser.Parse(before, token.Span.Start, [], out offset, out var error);
                    offset = error is null ? Math.Max(offset, token.Span.End) : cursor;
                    expectation = error is null ? Expectation.Joint : Expectation.Nothing;
                    break;
                case TokenKind.Word or TokenKind.Quoted when expectation is Expectation.Value:
                    expectation = After(isSet);
                    break;
                case TokenKind.Word:
                    field = FieldRef.TryParse(token.TextIn(before), out var reference, out _) ? reference.Field : null;
                    expectation = field is not null ? Expectation.Operator : Expectation.Joint;
                    break;
                case TokenKind.Operator:
                    expectation = field is not null ? Expectation.Value : Expectation.Nothing;
                    break;
                case TokenKind.In:
                    expectation = Expectation.Nothing;
                    break;
                case TokenKind.OpenSet:
                    (isSet, expectation) = (true, field is not null ? Expectation.Value : Expectation.Nothing);
                    break;
                case TokenKind.CloseSet:
                    (isSet, expectation) = (false, Expectation.Joint);
                    break;
                case TokenKind.And when isSet && field is not null:
                    expectation = Expectation.Value;
                    break;
                case TokenKind.And or TokenKind.Or or TokenKind.Not:
                    expectation = Expectation.Test;
                    break;
                case TokenKind.Open:
                    (open, expectation) = (open + 1, Expectation.Test);
                    break;
                case TokenKind.Close:
                    (open, expectation) = (Math.Max(0, open - 1), Expectation.Joint);
                    break;
                default:
                    return new(Expectation.Nothing, new(cursor, 0), "", null, open);
            }
        }

        return new(expectation, new(cursor, 0), "", field, open);
    }

    /// <summary>The cursor stands directly behind a word: it may be continued and, when it is whole, be followed.</summary>
    private static CursorPlace OnWord(string before, Token token, Expectation expectation, FilterField? field, int open, bool isSet)
    {
        string word = token.TextIn(before);
        if (token.Kind is not TokenKind.Word)
        {
            return new(Expectation.Nothing, token.Span, word, field, open) { Next = token.Kind is TokenKind.Quoted ? After(isSet) : Expectation.Nothing };
        }

        if (expectation is Expectation.Value)
        {
            bool isWhole = field is not null && ValueSyntax.Read(field, word, false, out _, out _) is null;
            return new(expectation, token.Span, word, field, open) { Next = isWhole ? After(isSet) : Expectation.Nothing };
        }

        var next = FieldRef.TryParse(word, out var reference, out _) ? Expectation.Operator
            : ProtocolTable.Find(word) is not null ? Expectation.Joint
            : Expectation.Nothing;
        return new(Expectation.Test, token.Span, word, reference.Field, open) { Next = next };
    }

    private static Expectation After(bool isSet) => isSet ? Expectation.SetJoint : Expectation.Joint;
}
