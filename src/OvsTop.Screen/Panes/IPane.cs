using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes;

/// <summary>A view's drawing: a pure function of what it is given, without allocation.</summary>
public interface IPane
{
    /// <summary>Rows that can be selected; 0 when nothing can.</summary>
    int Rows(Snapshot snapshot);

    /// <summary><see cref="Rows(Snapshot)"/> where the state decides which rows there are.</summary>
    int Rows(Snapshot snapshot, UiState state) => Rows(snapshot);

    /// <summary>What is in a row, the same as long as it is the same thing, wherever it moves; null when rows keep their places.</summary>
    string? Identity(Snapshot snapshot, int row) => null;

    /// <summary><see cref="Identity(Snapshot, int)"/> where the state decides which rows there are.</summary>
    string? Identity(Snapshot snapshot, UiState state, int row) => Identity(snapshot, row);

    /// <summary>True when <see cref="UiState.Drilled"/> shows more of the selected row.</summary>
    bool Drills => false;

    /// <summary>Lines of the selected row's details that can be scrolled; 0 when they stand still.</summary>
    int DrillRows(Snapshot snapshot, UiState state) => 0;

    /// <summary>A filter that what is selected passes; null when there is none.</summary>
    string? FilterOf(Snapshot snapshot, UiState state) => null;

    /// <summary>Draws into <paramref name="rect"/>, which is blank. Anything from 80 x 21 up must look right.</summary>
    void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame);
}
