using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Pictures;

/// <summary>Every view of one moment, drawn aside.</summary>
public static class ViewPictures
{
    /// <summary>Columns of each.</summary>
    public const int Width = 160;

    /// <summary>Rows of each.</summary>
    public const int Height = 50;

    /// <summary>Name and picture of each view, in their order.</summary>
    /// <param name="snapshot">The numbers; null before the first.</param>
    /// <param name="state">Filter, sorting and selection to draw with; what is open over the views is left out.</param>
    /// <param name="keys">For the key bar.</param>
    /// <param name="theme">Colours.</param>
    public static IEnumerable<(string Name, Picture Picture)> Of(Snapshot? snapshot, UiState state, KeyTable keys, Theme theme)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var view in Views.All)
        {
            var frame = new Frame(Width, Height);
            ScreenView.Draw(snapshot, state with { View = view.Key, Help = null, FilterLine = null, Prompt = null, Message = null, Drilled = false, Comparing = null, Zoomed = false }, keys, theme, frame);
            yield return ($"{view.Key}-{view.Name}", new Picture(frame, snapshot, theme, $"ovstop {view.Title} · {snapshot?.Source.Title}"));
        }
    }
}
