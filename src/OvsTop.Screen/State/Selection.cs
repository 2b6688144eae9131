using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.State;

/// <summary>Rows move from snapshot to snapshot; a selection stays with what was selected, once the user has selected something.</summary>
public static class Selection
{
    /// <summary>The state that holds on to what is selected now.</summary>
    public static UiState Hold(UiState state, ITableView table)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(table);
        return state.Hold(table.IdentityAt(Math.Min(state.Selected, table.Count - 1)));
    }

    /// <summary>The state with the row selected that is now what was held; where it is gone, the place stays.</summary>
    public static UiState Follow(UiState state, ITableView table)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(table);
        return state.SelectedId is { } id && table.IdentityAt(state.Selected) != id && table.Find(id) is var row and >= 0 ? state.Select(row) : state;
    }
}
