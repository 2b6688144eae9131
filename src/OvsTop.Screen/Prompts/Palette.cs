using OvsTop.Model.Filters.Editing;
using OvsTop.Model.Filters.Syntax;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>What can be entered into the command line: commands, actions, and what comes behind a command.</summary>
internal static class Palette
{
    /// <summary>The proposals for a line; null when there is none. Names that begin with what is typed come first, then those it occurs in.</summary>
    public static CompletionMenu? Propose(LineEdit line, UiState state, PromptContext context)
    {
        string typed = line.Text.TrimStart();
        int start = line.Text.Length - typed.Length;
        int blank = typed.IndexOf(' ', StringComparison.Ordinal);
        var items = blank < 0 ? Names(typed, start, state, context) : Arguments(typed, blank, start, state, context);
        return items.Count == 0 ? null : new CompletionMenu(items, -1, line);
    }

    private static List<Completion> Names(string typed, int start, UiState state, PromptContext context)
    {
        var keys = context.Keys.Lines.ToDictionary(line => line.Action.Name, line => "  " + line.Label);
        return [.. LineCommands.For(state)
            .Select(command => (command.Name, Help: $"{command.Help}{(command.Arguments.Length > 0 ? $": {command.Arguments}" : "")}{keys.GetValueOrDefault(command.Name)}"))
            .Where(entry => entry.Name.Contains(typed, StringComparison.OrdinalIgnoreCase) || typed.Length > 1 && entry.Help.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.Name.IndexOf(typed, StringComparison.OrdinalIgnoreCase) switch { 0 => 0, > 0 => 1, _ => 2 })
            .Select(entry => new Completion(TextSpan.Between(start, start + typed.Length), entry.Name, entry.Help))];
    }

    private static List<Completion> Arguments(string typed, int blank, int start, UiState state, PromptContext context)
    {
        if (LineCommands.Find(typed, state) is not { Proposals: { } proposals })
        {
            return [];
        }

        int word = typed.LastIndexOf(' ') + 1;
        string begun = typed[word..];
        return [.. proposals(context, state)
            .Where(entry => entry.Text.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new Completion(TextSpan.Between(start + Math.Max(word, blank + 1), start + typed.Length), entry.Text, entry.Help))];
    }
}
