using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>One frame of the whole screen.</summary>
internal static class Shot
{
    public static Theme Dark { get; } = ThemeStore.Load("dark");

    public static Frame Draw(Snapshot? snapshot, UiState state, int width, int height)
    {
        var frame = new Frame(width, height);
        ScreenView.Draw(snapshot, state, state.Playback is null ? KeyTable.Default : KeyTable.Recording, Dark, frame);
        return frame;
    }
}
