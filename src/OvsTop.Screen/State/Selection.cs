using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Panes;

namespace OvsTop.Screen.State;

/// <summary>Rows move from snapshot to snapshot; a selection stays with what was selected, once the user has selected something.</summary>
public static class Selection
{
    /// <summary>The state that holds on to what is selected now.</summary>
    public static UiState Hold(UiState state, IPane pane, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pane);
        return state.Hold(pane.Identity(snapshot, state, Math.Min(state.Selected, pane.Rows(snapshot, state) - 1)));
    }

    /// <summary>The state with the row selected that is now what was held; where it is gone, the place stays.</summary>
    public static UiState Follow(UiState state, IPane pane, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pane);
        if (state.SelectedId is not { } id)
        {
            return state;
        }

        int rows = pane.Rows(snapshot, state);
        for (int row = 0; row < rows; row++)
        {
            if (pane.Identity(snapshot, state, row) == id)
            {
                return state.Select(row);
            }
        }

        return state;
    }
}
