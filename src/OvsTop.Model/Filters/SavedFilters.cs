using System.Text;
using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters;

/// <summary>Filters that have a name. <c>@name</c> stands for one of them wherever a test may stand.</summary>
public sealed class SavedFilters
{
    private const char Mark = '@';
    private const string RoundPrefix = "round:";

    private readonly SortedDictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes over filters by name, without the <c>@</c>.</summary>
    /// <param name="byName">Texts that <see cref="Filter.Parse"/> accepts.</param>
    public SavedFilters(IEnumerable<KeyValuePair<string, string>> byName)
    {
        foreach (var (name, text) in byName)
        {
            _byName[name] = text;
        }
    }

    /// <summary>No filter has a name.</summary>
    public static SavedFilters None { get; } = new([]);

    /// <summary>Name (without the <c>@</c>) and text, by name.</summary>
    public IReadOnlyDictionary<string, string> All => _byName;

    /// <summary>Parses a filter that may use saved ones. Spans of errors and doubts are those of the text as given.</summary>
    public FilterParseResult Parse(string text)
    {
        var expanded = new StringBuilder();
        var pieces = new List<Piece>();
        int copied = 0;
        bool isValue = false;
        for (var token = FilterLexer.Next(text, Start(text)); token.Kind is not TokenKind.End; token = FilterLexer.Next(text, token.Span.End))
        {
            if (token.Kind is TokenKind.Word && !isValue && text[token.Span.Start] == Mark)
            {
                if (!_byName.TryGetValue(text[(token.Span.Start + 1)..token.Span.End], out string? saved))
                {
                    return new(text, null, new(token.Span, Unknown(token.TextIn(text))), []);
                }

                // Alone it may begin with "round:", which no parenthesis can.
                bool isAlone = text.AsSpan().Trim().Length == token.Span.Length;
                expanded.Append(text, copied, token.Span.Start - copied);
                int start = expanded.Length;
                expanded.Append(isAlone ? "" : "(").Append(saved).Append(isAlone ? "" : ")");
                pieces.Add(new(token.Span, TextSpan.Between(start, expanded.Length)));
                copied = token.Span.End;
            }

            isValue = token.Kind is TokenKind.Operator;
        }

        if (pieces.Count == 0)
        {
            return Filter.Parse(text);
        }

        expanded.Append(text, copied, text.Length - copied);
        var result = Filter.Parse(expanded.ToString());
        return new(text, result.Filter, result.Error is { } error ? Back(error, pieces) : null, [.. result.Warnings.Select(warning => Back(warning, pieces))]);
    }

    private static int Start(string text)
    {
        int blanks = text.Length - text.TrimStart().Length;
        return text.AsSpan(blanks).StartsWith(RoundPrefix, StringComparison.OrdinalIgnoreCase) ? blanks + RoundPrefix.Length : blanks;
    }

    private static FilterError Back(FilterError error, List<Piece> pieces) =>
        error with { Span = TextSpan.Between(Back(error.Span.Start, pieces, isEnd: false), Back(error.Span.End, pieces, isEnd: true)) };

    // A place inside a saved filter is the whole @name.
    private static int Back(int offset, List<Piece> pieces, bool isEnd)
    {
        int shift = 0;
        foreach (var (typed, put) in pieces)
        {
            if (offset < put.Start || (isEnd && offset == put.Start))
            {
                break;
            }

            if (offset < put.End || (isEnd && offset == put.End))
            {
                return isEnd ? typed.End : typed.Start;
            }

            shift = put.End - typed.End;
        }

        return offset - shift;
    }

    private string Unknown(string word) => _byName.Count == 0
        ? $"there is no saved filter {word}; ovstop.json keeps them as filters: {{\"name\": \"filter\"}}"
        : $"there is no saved filter {word}; there is {string.Join(" ", _byName.Keys.Select(name => Mark + name))}";

    private readonly record struct Piece(TextSpan Typed, TextSpan Put);
}
