using OvsTop.Model.Filters;

namespace OvsTop.Screen.State;

/// <summary>The line a filter is typed into, and what is to say about it.</summary>
public sealed record FilterLine
{
    private FilterLine(LineEdit edit, FilterParseResult result, CompiledFilter? compiled) =>
        (Edit, Result, Compiled, Hint) = (edit, result, compiled, FilterHints.Of(result, compiled));

    /// <summary>Text and cursor.</summary>
    public LineEdit Edit { get; private init; }

    /// <summary>What the parser says about the text.</summary>
    public FilterParseResult Result { get; private init; }

    /// <summary>The filter, or null while there is an error.</summary>
    public CompiledFilter? Compiled { get; private init; }

    /// <summary>One line about a filter without errors: a doubt, what it implies, or who tests it.</summary>
    public string Hint { get; private init; }

    /// <summary>The proposals shown, or null.</summary>
    public CompletionMenu? Menu { get; init; }

    /// <summary>How many entries back in the history the text is; 0 for one of its own.</summary>
    public int HistoryAt { get; init; }

    /// <summary>The text of its own while one of the history is shown.</summary>
    public string Draft { get; init; } = "";

    /// <summary>A line with a text.</summary>
    /// <param name="edit">Text and cursor.</param>
    /// <param name="context">Parses and compiles it.</param>
    public static FilterLine Of(LineEdit edit, FilterContext context)
    {
        var result = context.Saved.Parse(edit.Text);
        return new FilterLine(edit, result, result.Filter is { } filter ? FilterCompiler.Compile(filter, context.Ports) : null);
    }

    /// <summary>The line with other text or another cursor.</summary>
    public FilterLine With(LineEdit edit, FilterContext context) =>
        edit.Text == Edit.Text ? this with { Edit = edit } : Of(edit, context) with { Menu = Menu, HistoryAt = HistoryAt, Draft = Draft };
}
