using OvsTop.Model.Filters.Editing;
using OvsTop.Model.Filters.Syntax;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.State;

/// <summary>How keys change the state while the filter line is open.</summary>
public static class FilterUpdates
{
    /// <summary>The state with the line open, holding the filter in force.</summary>
    public static UiState Open(UiState state, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Help = null, FilterLine = FilterLine.Of(LineEdit.Of(state.Filter?.Text ?? ""), context) };
    }

    /// <summary>The state with a filter in force that nobody typed; with the line open where it has an error.</summary>
    public static UiState PutInForce(UiState state, string text, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        var line = FilterLine.Of(LineEdit.Of(text), context);
        return line.Compiled is null ? Put(state, line) : Accept(state with { Drilled = false }, line);
    }

    /// <summary>The state after a key. Enter puts another <see cref="UiState.Filter"/> in force and closes the line, unless there is an error.</summary>
    public static UiState Apply(UiState state, Key key, FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        if (state.FilterLine is not { } line)
        {
            return state;
        }

        return key.Code switch
        {
            KeyCode.Escape when line.Menu is { } menu => Put(state, line.With(menu.Before, context) with { Menu = null }),
            KeyCode.Escape => state with { FilterLine = null },
            KeyCode.Enter when line.Menu is not null => Put(state, line with { Menu = null }),
            KeyCode.Enter => Accept(state, line),
            KeyCode.Tab => Put(state, Complete(line, 1, context)),
            KeyCode.BackTab => Put(state, Complete(line, -1, context)),
            KeyCode.Up when line.Menu is not null => Put(state, Complete(line, -1, context)),
            KeyCode.Down when line.Menu is not null => Put(state, Complete(line, 1, context)),
            KeyCode.Up => Put(state, Recall(state, line, line.HistoryAt + 1, context)),
            KeyCode.Down => Put(state, Recall(state, line, line.HistoryAt - 1, context)),
            _ => Put(state, line.With(LineKeys.Apply(line.Edit, key), context) with { Menu = null }),
        };
    }

    private static UiState Put(UiState state, FilterLine line) => state with { FilterLine = line };

    private static UiState Accept(UiState state, FilterLine line)
    {
        if (line.Compiled is not { } compiled)
        {
            return state;
        }

        string text = line.Edit.Text.Trim();
        return state with
        {
            FilterLine = null,
            Filter = compiled.Filter.Root is null ? null : new AppliedFilter(text, compiled),
            FilterHistory = text.Length == 0 ? state.FilterHistory : state.FilterHistory.Remove(text).Add(text),
        };
    }

    private static FilterLine Complete(FilterLine line, int places, FilterContext context)
    {
        if (line.Menu is { } open)
        {
            var next = open.Step(places);
            return line.With(next.Line, context) with { Menu = next };
        }

        var items = Proposals(line.Edit, context);
        if (items.Count <= 1)
        {
            return items.Count == 0 ? line : line.With(CompletionMenu.Insert(line.Edit, items[0]), context);
        }

        var menu = new CompletionMenu(items, places > 0 ? 0 : items.Count - 1, line.Edit);
        return line.With(menu.Line, context) with { Menu = menu };
    }

    private static IReadOnlyList<Completion> Proposals(LineEdit line, FilterContext context)
    {
        int start = line.Text.AsSpan(0, line.Cursor).LastIndexOfAny(" (,!") + 1;
        if (start >= line.Cursor || line.Text[start] != '@')
        {
            return Completer.Complete(line.Text, line.Cursor, context.Completion);
        }

        string typed = line.Text[(start + 1)..line.Cursor];
        return [.. context.Saved.All
            .Where(saved => saved.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(saved => new Completion(TextSpan.Between(start, line.Cursor), "@" + saved.Key, saved.Value))];
    }

    private static FilterLine Recall(UiState state, FilterLine line, int at, FilterContext context)
    {
        at = Math.Clamp(at, 0, state.FilterHistory.Count);
        if (at == line.HistoryAt)
        {
            return line;
        }

        string draft = line.HistoryAt == 0 ? line.Edit.Text : line.Draft;
        string text = at == 0 ? draft : state.FilterHistory[^at];
        return line.With(LineEdit.Of(text), context) with { HistoryAt = at, Draft = draft };
    }
}
