using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.State;

/// <summary>How commands change the state. Commands that act on the world (quit, write, suspend) leave it as it is.</summary>
public static class Updates
{
    /// <summary>The state after a command.</summary>
    /// <param name="state">Before.</param>
    /// <param name="command">The command.</param>
    /// <param name="table">What can be selected in the view shown; null when nothing can.</param>
    /// <param name="page">Rows of a page.</param>
    /// <param name="details">Lines of the selected row's details that can be scrolled.</param>
    public static UiState Apply(UiState state, Command command, ITableView? table, int page, int details = 0)
    {
        ArgumentNullException.ThrowIfNull(state);
        state = state.Message is null ? state : state with { Message = null };
        int rows = table?.Count ?? 0;
        return command.Kind switch
        {
            CommandKind.ShowView => Views.Find(command.Argument) is { } view ? Show(state, view) : Missing(state, command.Argument),
            CommandKind.StepView => Show(state, Views.Step(state.View, command.Argument)),
            CommandKind.Pause => state with { Paused = !state.Paused },
            CommandKind.StepInterval => state with { IntervalMs = Intervals.Step(state.IntervalMs, command.Argument) },
            CommandKind.MoveRows when state.Drilled && details > 0 => ScrollDetails(state, state.Scroll + command.Argument, details),
            CommandKind.MovePages when state.Drilled && details > 0 => ScrollDetails(state, state.Scroll + command.Argument * Math.Max(1, page), details),
            CommandKind.MoveToEnd when state.Drilled && details > 0 => ScrollDetails(state, command.Argument < 0 ? 0 : details, details),
            CommandKind.MoveRows => Select(state, state.Selected + command.Argument, rows),
            CommandKind.MovePages => Select(state, state.Selected + command.Argument * Math.Max(1, page), rows),
            CommandKind.MoveToEnd => Select(state, command.Argument < 0 ? 0 : rows - 1, rows),
            CommandKind.SelectRow => Select(state, command.Argument, rows),
            CommandKind.StepSort or CommandKind.SortBy or CommandKind.Reverse or CommandKind.ShowColumns =>
                table is null ? state with { Message = "there is no table here" } : TableUpdates.Apply(state, command, table),
            CommandKind.Zoom => state with { Zoomed = !state.Zoomed },
            CommandKind.Help => state with { Help = state.Help is null ? new HelpState() : null },
            CommandKind.Drill => rows > 0 && Views.Find(state.View) is { Pane.Drills: true } ? state with { Drilled = true, Scroll = 0 } : state,
            CommandKind.Back => Back(state),
            _ => state,
        };
    }

    private static UiState Show(UiState state, View view) => state with { View = view.Key, Drilled = false, Zoomed = false, Trail = [], Comparing = null };

    // One step at a time: what stands over the view, the zoom, the view before. Filters are the session's business.
    private static UiState Back(UiState state) =>
        state.Drilled ? state with { Drilled = false }
        : state.Zoomed ? state with { Zoomed = false }
        : state is { Paused: false, Talkers.Back.IsEmpty: true, Traces.Path: null } && !state.Trail.IsEmpty ? state with { View = state.Trail.Peek(), Trail = state.Trail.Pop() }
        : state;

    private static UiState ScrollDetails(UiState state, int line, int details) => state with { Scroll = Math.Clamp(line, 0, details - 1) };

    private static UiState Select(UiState state, int row, int rows) => state.Select(Math.Clamp(row, 0, Math.Max(0, rows - 1)));

    private static UiState Missing(UiState state, int key) =>
        state with { Message = $"there is no view {key}; views are {string.Join(", ", Views.All.Select(v => $"{v.Key} {v.Name}"))}" };
}
