using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Panes;

/// <summary>A view's drawing: a pure function of what it is given, without allocation.</summary>
public interface IPane
{
    /// <summary>What can be selected; null when nothing can.</summary>
    ITableView? Table(Snapshot snapshot, UiState state);

    /// <summary>True when <see cref="UiState.Drilled"/> shows more of the selected row.</summary>
    bool Drills => false;

    /// <summary>Lines of the selected row's details that can be scrolled; 0 when they stand still.</summary>
    int DrillRows(Snapshot snapshot, UiState state) => 0;

    /// <summary>A filter that what is selected passes; null when there is none.</summary>
    string? FilterOf(Snapshot snapshot, UiState state) => null;

    /// <summary>What the view's own signs and words mean, lines for the help; none when the screen says it all.</summary>
    IReadOnlyList<string> Legend => [];

    /// <summary>Draws into <paramref name="rect"/>, which is blank. Anything from 40 x 7 up must look right.</summary>
    void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame);
}
