using OvsTop.Screen.Input;

namespace OvsTop.Screen.State;

/// <summary>The help while it is open: what is searched for, and the action that Enter runs.</summary>
/// <param name="Search">Text and cursor.</param>
/// <param name="Selected">Which of those found.</param>
public sealed record HelpState(LineEdit Search, int Selected)
{
    /// <summary>The help as it opens.</summary>
    public HelpState()
        : this(LineEdit.Empty, 0)
    {
    }

    /// <summary>The actions in whose keys, name or description every word occurs.</summary>
    public IReadOnlyList<KeyLine> Found(KeyTable keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        string[] words = Search.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? keys.Lines : [.. keys.Lines.Where(line => Array.TrueForAll(words, word => Has(line, word)))];
    }

    private static bool Has(KeyLine line, string word) =>
        line.Keys.Any(key => KeyNames.Of(key) == word) || line.Action.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || line.Action.Help.Contains(word, StringComparison.OrdinalIgnoreCase);
}
