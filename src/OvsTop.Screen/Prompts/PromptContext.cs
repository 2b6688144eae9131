using OvsTop.Screen.Input;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Prompts;

/// <summary>What the command line knows besides the state.</summary>
/// <param name="Keys">Keys of all actions.</param>
public sealed record PromptContext(KeyTable Keys)
{
    /// <summary>Names of themes.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>The table shown; null without one.</summary>
    public ITableView? Table { get; init; }
}
