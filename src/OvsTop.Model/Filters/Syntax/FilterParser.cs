using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>
/// Reads the filter language: any ovs-ofctl match, a boolean layer around it, comparisons, sets, a pasted datapath flow.
/// It stops at the first error. It never throws.
/// </summary>
public sealed class FilterParser
{
    /// <summary>Longest filter, in characters.</summary>
    public const int MaxLength = 8192;

    private const string RoundPrefix = "round:";
    private const int MaxDepth = 64;
    private const int MaxTests = 1024;

    private readonly string _text;
    private readonly List<FilterError> _warnings = [];
    private FilterError? _error;
    private Token _token;
    private int _tests;

    private FilterParser(string text, int offset)
    {
        _text = text;
        _token = FilterLexer.Next(text, offset);
    }

    /// <summary>Parses a filter.</summary>
    public static FilterParseResult Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return new(text, null, new(new(MaxLength, 1), $"the filter is longer than {MaxLength} characters"), []);
        }

        int start = text.Length - text.TrimStart(' ', '\t', '\r', '\n').Length;
        bool isRound = text.AsSpan(start).StartsWith(RoundPrefix, StringComparison.OrdinalIgnoreCase);
        var parser = new FilterParser(text, isRound ? start + RoundPrefix.Length : start);
        var root = parser.ParseAll();
        if (parser._error is { } error)
        {
            return new(text, null, error, []);
        }

        root = root is null ? null : ArpNames.Rewrite(root);
        if (root is not null)
        {
            Doubts.Find(root, parser._warnings);
        }

        return new(text, new(root, isRound), null, parser._warnings);
    }

    private Expr? ParseAll()
    {
        SkipCommas();
        if (_token.Kind is TokenKind.End)
        {
            return null;
        }

        var root = ParseOr(0);
        return _error is not null || _token.Kind is TokenKind.End ? root : Fail(_token.Span, Unexpected());
    }

    private Expr? ParseOr(int depth)
    {
        if (depth > MaxDepth)
        {
            return Fail(_token.Span, $"more than {MaxDepth} levels of parentheses");
        }

        var parts = new List<Expr>();
        do
        {
            if (parts.Count > 0)
            {
                Advance();
            }

            if (ParseAnd(depth) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (_token.Kind is TokenKind.Or);
        return Junction.Any(parts);
    }

    private Expr? ParseAnd(int depth)
    {
        var parts = new List<Expr>();
        SkipCommas();
        while (true)
        {
            if (ParseNot(depth) is not { } part)
            {
                return null;
            }

            parts.Add(part);
            var joint = _token;
            if (joint.Kind is TokenKind.And)
            {
                Advance();
                SkipCommas();
            }

            bool isMore = _token.Kind is TokenKind.Word or TokenKind.Not or TokenKind.Open;
            if (!isMore && (joint.Kind is not TokenKind.And || _text[joint.Span.Start] == ','))
            {
                return Junction.All(parts);
            }

            if (!isMore)
            {
                return Fail(joint.Span, $"nothing follows \"{joint.TextIn(_text)}\"");
            }
        }
    }

    private Expr? ParseNot(int depth)
    {
        if (_token.Kind is not TokenKind.Not)
        {
            return ParseAtom(depth);
        }

        int start = _token.Span.Start;
        Advance();
        if (depth > MaxDepth)
        {
            return Fail(_token.Span, $"more than {MaxDepth} levels of not");
        }

        return ParseNot(depth + 1) is { } part ? new Negation(part) { Span = TextSpan.Between(start, part.Span.End) } : null;
    }

    private Expr? ParseAtom(int depth)
    {
        var open = _token;
        switch (open.Kind)
        {
            case TokenKind.Word:
                return ParseTest();
            case TokenKind.Open:
                Advance();
                if (ParseOr(depth + 1) is not { } inner)
                {
                    return null;
                }

                if (_token.Kind is not TokenKind.Close)
                {
                    return _token.Kind is TokenKind.End
                        ? Fail(open.Span, "this \"(\" is never closed")
                        : Fail(_token.Span, Unexpected());
                }

                Advance();
                return inner;
            case TokenKind.End when open.Span.Start > 0 && PreviousToken() is { } previous:
                return Fail(previous.Span, $"nothing follows \"{previous.TextIn(_text)}\"");
            default:
                return Fail(open.Span, Unexpected());
        }
    }

    private Expr? ParseTest()
    {
        if (++_tests > MaxTests)
        {
            return Fail(_token.Span, $"more than {MaxTests} comparisons");
        }

        if (DatapathFlowParser.IsStart(_text, _token.Span))
        {
            var flow = DatapathFlowParser.Parse(_text, _token.Span.Start, _warnings, out int end, out _error);
            _token = FilterLexer.Next(_text, end);
            return flow;
        }

        var name = _token;
        string word = name.TextIn(_text);
        Advance();
        if (!FieldRef.TryParse(word, out var reference, out string problem))
        {
            if (reference.Field is null && ProtocolTable.Find(word) is { } protocol)
            {
                return _token.Kind is TokenKind.Operator or TokenKind.In
                    ? Fail(_token.Span, $"{word} is a protocol and takes no value")
                    : new ProtocolTest(protocol) { Span = name.Span };
            }

            return Fail(name.Span, problem);
        }

        return _token.Kind switch
        {
            TokenKind.Operator => ParseComparison(name.Span, reference),
            TokenKind.In => ParseSet(name.Span, reference),
            _ when reference.Field.Id is FieldId.TunMetadata =>
                new FieldTest(reference.Field, reference.Index, CompareOp.Equal, FilterValue.Masked(0, 0)) { Span = name.Span },
            _ => Fail(name.Span, $"{word} needs a value: {word}={reference.Field.Example}"),
        };
    }

    private FieldTest? ParseComparison(TextSpan start, FieldRef reference)
    {
        var field = reference.Field;
        var op = CompareOps.Find(_token.TextIn(_text))!.Value;
        var opSpan = _token.Span;
        if (op > CompareOp.NotEqual && !field.IsNumber)
        {
            string kind = field.Kind is ValueKind.Mac or ValueKind.Ipv4 or ValueKind.Ipv6
                ? $"for addresses use = with a mask: {field.Name}={field.Example}"
                : $"use =: {field.Name}={field.Example}";
            return Fail(opSpan, $"\"{op.Text()}\" needs a number; {kind}");
        }

        Advance(isValue: true);
        if (op <= CompareOp.NotEqual && FieldRules.IsNoVlan(reference, _token.TextIn(_text)))
        {
            var noVlan = FieldRules.NoVlan(op, TextSpan.Between(start.Start, _token.Span.End));
            Advance();
            return noVlan;
        }

        if (ReadValue(reference, opSpan) is not { } value)
        {
            return null;
        }

        if (op > CompareOp.NotEqual && (value.UpTo is not null || value.Mask != field.FullMask))
        {
            return Fail(_token.Span, $"\"{op.Text()}\" takes one number, without mask or range");
        }

        var span = TextSpan.Between(start.Start, _token.Span.End);
        Advance();
        return new(field, reference.Index, op, value) { Span = span };
    }

    private FieldTest? ParseSet(TextSpan start, FieldRef reference)
    {
        Advance();
        var open = _token;
        if (open.Kind is not TokenKind.OpenSet)
        {
            return Fail(open.Span, $"\"in\" needs a set: {reference.Field.Name} in {{{reference.Field.Example}}}");
        }

        var values = new List<FilterValue>();
        do
        {
            Advance(isValue: true);
            if (_token.Kind is TokenKind.End)
            {
                return Fail(open.Span, "this \"{\" is never closed");
            }

            if (ReadValue(reference, open.Span) is not { } value)
            {
                return null;
            }

            if (++_tests > MaxTests)
            {
                return Fail(_token.Span, $"more than {MaxTests} comparisons");
            }

            values.Add(value);
            Advance();
        }
        while (_token.Kind is TokenKind.And && _text[_token.Span.Start] == ',');
        if (_token.Kind is not TokenKind.CloseSet)
        {
            return _token.Kind is TokenKind.End
                ? Fail(open.Span, "this \"{\" is never closed")
                : Fail(_token.Span, "\",\" or \"}\" expected in the set");
        }

        var span = TextSpan.Between(start.Start, _token.Span.End);
        Advance();
        return new(reference.Field, reference.Index, values) { Span = span };
    }

    /// <summary>Reads the value under the cursor; the cursor stays on it.</summary>
    private FilterValue? ReadValue(FieldRef reference, TextSpan before)
    {
        var field = reference.Field;
        if (_token.Kind is TokenKind.BadQuote)
        {
            Fail(_token.Span with { Length = 1 }, "this \" is never closed");
            return null;
        }

        if (_token.Kind is not (TokenKind.Word or TokenKind.Quoted))
        {
            string what = $"{field.Name} needs a value: {field.Name}={field.Example}";
            Fail(_token.Kind is TokenKind.End ? before : _token.Span, what);
            return null;
        }

        bool isQuoted = _token.Kind is TokenKind.Quoted;
        int offset = _token.Span.Start + (isQuoted ? 1 : 0);
        string text = isQuoted ? Unquote(_token.TextIn(_text)) : _token.TextIn(_text);
        string? problem = ValueSyntax.Read(reference.ValueField, text, isQuoted, out var value, out var where);
        problem ??= reference.Place(ref value);
        if (problem is null)
        {
            return value;
        }

        var span = where.Length == 0 || isQuoted ? _token.Span : new TextSpan(offset + where.Start, where.Length);
        Fail(span, problem);
        return null;
    }

    private string Unexpected() => _token.Kind switch
    {
        TokenKind.End => "a field, a protocol or \"(\" is expected here",
        TokenKind.Close => "there is no \"(\" for this \")\"",
        TokenKind.BadQuote => "this \" is never closed",
        TokenKind.Operator => "a field is expected before this operator",
        TokenKind.Quoted or TokenKind.OpenSet or TokenKind.CloseSet => "a field, a protocol or \"(\" is expected here",
        TokenKind.Bad => "this character means nothing here; joints are and or not",
        _ => $"a field, a protocol or \"(\" is expected before \"{_token.TextIn(_text)}\"",
    };

    private static string Unquote(string quoted)
    {
        var inner = quoted[1..^1];
        return inner.Contains('\\')
            ? string.Concat(inner.Select((c, i) => c == '\\' && !IsEscaped(inner, i) ? "" : c.ToString()))
            : inner;
    }

    private static bool IsEscaped(string text, int i)
    {
        int slashes = 0;
        while (i - slashes > 0 && text[i - slashes - 1] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    private Token? PreviousToken()
    {
        Token? previous = null;
        for (var token = FilterLexer.Next(_text, 0); token.Kind is not TokenKind.End; token = FilterLexer.Next(_text, token.Span.End))
        {
            previous = token;
        }

        return previous;
    }

    private void SkipCommas()
    {
        while (_token.Kind is TokenKind.And && _text[_token.Span.Start] == ',')
        {
            Advance();
        }
    }

    private void Advance(bool isValue = false) => _token = FilterLexer.Next(_text, _token.Span.End, isValue);

    private FieldTest? Fail(TextSpan span, string message)
    {
        _error ??= new(span, message);
        return null;
    }
}
