using OvsTop.Model.Sources;

namespace OvsTop.Screen.Panes;

/// <summary>One view.</summary>
/// <param name="Key">The digit that shows it; never changes.</param>
/// <param name="Name">As in <c>--view</c> and file names.</param>
/// <param name="Title">As on screen.</param>
/// <param name="Pane">Draws it.</param>
/// <param name="Needs">What is measured while it is shown.</param>
public sealed record View(int Key, string Name, string Title, IPane Pane, Measurements Needs)
{
    /// <summary>Names of the columns of its table, of which some can be chosen; empty where none can.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
