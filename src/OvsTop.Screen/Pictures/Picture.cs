using OvsTop.Analysis.Snapshots;
using OvsTop.Model;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Pictures;

/// <summary>What is to be kept of a moment: the frame as it was drawn, and the numbers it was drawn from.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Snapshot">Its numbers; null before the first interval.</param>
/// <param name="Theme">Its colours.</param>
/// <param name="Title">A line that says what it shows. Untrusted text.</param>
public sealed record Picture(Frame Frame, Snapshot? Snapshot, Theme Theme, string Title)
{
    /// <summary>Colours and characters of its forms for a terminal; all there are unless told.</summary>
    public TerminalTraits Traits { get; init; } = new(ColorDepth.TrueColor, false);

    /// <summary>The line, without anything that is not text.</summary>
    public string Title { get; } = PlainText.Of(Title);
}
