using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;

namespace OvsTop.Screen.State;

/// <summary>How commands change the talkers' view: its selection stays on a talker, not on a line.</summary>
internal static class TalkerUpdates
{
    /// <summary>The state with the selection where its talker is now.</summary>
    public static UiState Follow(UiState state, Snapshot? snapshot) =>
        state.View == TalkersPane.Key && state.Talkers.Selected is not null && List(state, snapshot) is { } list ? state.Select(state.Talkers.Place(list)) : state;

    /// <summary>The state after a command that others have handled, too.</summary>
    public static UiState Apply(UiState state, Command command, Snapshot? snapshot)
    {
        if (state.View != TalkersPane.Key)
        {
            return state;
        }

        return command.Kind switch
        {
            CommandKind.StepDimension => (state with { Talkers = state.Talkers.StepDimension(command.Argument) }).Select(0),
            CommandKind.StepSort => Follow(state with { Talkers = state.Talkers.StepSort(command.Argument) }, snapshot),
            CommandKind.MoveRows or CommandKind.MovePages or CommandKind.MoveToEnd => Anchor(state, snapshot),
            _ => state,
        };
    }

    /// <summary>The text of the filter that shows the selected talker alone; null when there is none.</summary>
    public static string? Drill(UiState state, Snapshot? snapshot, FilterContext context)
    {
        if (List(state, snapshot) is not { } list || state.Talkers.At(list, state.Selected) is not { } row)
        {
            return null;
        }

        bool isNameUsable = row.Name.Length > 0 && char.IsAsciiLetter(row.Name[0]) && row.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        string? name = isNameUsable && context.Ports?.Invoke(row.Name) == row.Key.Value ? row.Name : null;
        return TalkerFilter.Of(row.Key, name) is not { } text ? null
            : state.Filter is { } filter ? $"({filter.Text}) and ({text})"
            : text;
    }

    private static UiState Anchor(UiState state, Snapshot? snapshot) =>
        List(state, snapshot) is { } list && state.Talkers.At(list, state.Selected) is { } row
            ? state with { Talkers = state.Talkers with { Selected = state.Selected == 0 ? null : row.Key } }
            : state;

    private static TalkerList? List(UiState state, Snapshot? snapshot) => snapshot?.Talkers.Find(state.Talkers.Dimension);
}
