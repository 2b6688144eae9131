namespace OvsTop.Model.Filters.Syntax;

/// <summary>Cuts a filter into tokens. It never fails: what it does not know becomes a token of its own.</summary>
public static class FilterLexer
{
    /// <summary>The token at or behind an offset; <see cref="TokenKind.End"/> at the end.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="offset">Where to start.</param>
    /// <param name="isValue">A value is expected: <c>and</c>, <c>or</c>, <c>not</c>, <c>in</c> are ordinary words and <c>(1,0x800)</c> is one.</param>
    public static Token Next(string text, int offset, bool isValue = false)
    {
        while (offset < text.Length && IsBlank(text[offset]))
        {
            offset++;
        }

        if (offset >= text.Length)
        {
            return new(TokenKind.End, new(text.Length, 0));
        }

        char c = text[offset];
        char next = offset + 1 < text.Length ? text[offset + 1] : '\0';
        return (c, next) switch
        {
            ('(', _) when isValue => PacketType(text, offset),
            ('(', _) => Make(TokenKind.Open, 1),
            (')', _) => Make(TokenKind.Close, 1),
            ('{', _) => Make(TokenKind.OpenSet, 1),
            ('}', _) => Make(TokenKind.CloseSet, 1),
            (',', _) => Make(TokenKind.And, 1),
            ('&', '&') => Make(TokenKind.And, 2),
            ('|', '|') => Make(TokenKind.Or, 2),
            ('=', '=') or ('!', '=') or ('<', '=') or ('>', '=') => Make(TokenKind.Operator, 2),
            ('=', _) or ('<', _) or ('>', _) => Make(TokenKind.Operator, 1),
            ('!', _) => Make(TokenKind.Not, 1),
            ('"', _) => Quoted(text, offset),
            _ => Word(text, offset, isValue),
        };

        Token Make(TokenKind kind, int length) => new(kind, new(offset, length));
    }

    /// <summary>Blank space between tokens.</summary>
    internal static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static Token Word(string text, int start, bool isValue)
    {
        int end = start;
        while (end < text.Length && IsWord(text, end))
        {
            end++;
        }

        if (end == start)
        {
            return new(TokenKind.Bad, new(start, 1));
        }

        var kind = isValue ? TokenKind.Word : text.AsSpan(start, end - start) switch
        {
            "and" or "AND" => TokenKind.And,
            "or" or "OR" => TokenKind.Or,
            "not" or "NOT" => TokenKind.Not,
            "in" or "IN" => TokenKind.In,
            _ => TokenKind.Word,
        };
        return new(kind, TextSpan.Between(start, end));
    }

    private static bool IsWord(string text, int i) => text[i] switch
    {
        '(' or ')' or '{' or '}' or ',' or '=' or '<' or '>' or '!' or '"' => false,
        '&' => false,
        '|' => !(i + 1 < text.Length && text[i + 1] == '|') && !(i > 0 && text[i - 1] == '|'),
        var c => !IsBlank(c) && !char.IsControl(c),
    };

    private static Token Quoted(string text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return new(TokenKind.Quoted, TextSpan.Between(start, i + 1));
            }
        }

        return new(TokenKind.BadQuote, TextSpan.Between(start, text.Length));
    }

    /// <summary>A packet type is the one value with parentheses: ( digits , digits ).</summary>
    private static Token PacketType(string text, int start)
    {
        int close = text.IndexOf(')', start);
        return close < 0
            ? new(TokenKind.Open, new(start, 1))
            : new(TokenKind.Word, TextSpan.Between(start, close + 1));
    }
}
