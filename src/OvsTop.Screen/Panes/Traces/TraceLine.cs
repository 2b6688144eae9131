using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>A line of a packet's tree.</summary>
/// <param name="Level">0 for a round, 1 for what is in it, deeper below; a line folds those after it of a higher level.</param>
/// <param name="Role">How it looks.</param>
/// <param name="Text">Left part. Untrusted text.</param>
/// <param name="Right">Right part: priority and cookie of a rule, or times; empty for none.</param>
internal sealed record TraceLine(int Level, Role Role, string Text, string Right = "")
{
    /// <summary>The same for the same line of the packet, whatever is folded.</summary>
    public int Id { get; init; }

    /// <summary>Number of the round it belongs to among those of the packet.</summary>
    public int Round { get; init; }

    /// <summary>Folded until it is opened: what there is below is rarely asked for.</summary>
    public bool IsFolded { get; init; }

    /// <summary>A warning: shown unless its round is folded.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Whether there is something below it.</summary>
    public FoldMark Mark { get; init; }
}
