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

    /// <summary>Draws into <paramref name="rect"/>, which is blank. Anything from 80 x 21 up must look right.</summary>
    void Draw(Snapshot snapshot, UiState state, Theme theme, Rect rect, Frame frame);
}
