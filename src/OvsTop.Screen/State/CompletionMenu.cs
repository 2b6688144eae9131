using OvsTop.Model.Filters.Editing;

namespace OvsTop.Screen.State;

/// <summary>Proposals to step through; the selected one stands in the line.</summary>
/// <param name="Items">The proposals, at least one.</param>
/// <param name="Selected">Which stands in the line; -1 none yet.</param>
/// <param name="Before">The line without it.</param>
public sealed record CompletionMenu(IReadOnlyList<Completion> Items, int Selected, LineEdit Before)
{
    /// <summary>The line with the selected proposal.</summary>
    public LineEdit Line => Selected < 0 ? Before : Insert(Before, Items[Selected]);

    /// <summary>Another proposal, round and round.</summary>
    public CompletionMenu Step(int places) => this with { Selected = (Math.Max(Selected, places > 0 ? -1 : 0) + places + Items.Count) % Items.Count };

    /// <summary>A line with a proposal.</summary>
    public static LineEdit Insert(LineEdit line, Completion item) => line.Replace(item.Replaced.Start, item.Replaced.Length, item.Text);
}
