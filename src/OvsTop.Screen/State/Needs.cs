using OvsTop.Model.Sources;
using OvsTop.Screen.Panes;

namespace OvsTop.Screen.State;

/// <summary>What a screen needs to be measured.</summary>
public static class Needs
{
    /// <summary>The needs of the view shown, and of the filter in force.</summary>
    public static Measurements Of(UiState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (state.View == OverviewPane.Key ? state.Overview.Needs : Views.Find(state.View)?.Needs ?? Measurements.None) | (state.Filter is null ? Measurements.None : Measurements.FilteredCounts);
    }
}
