using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;

namespace OvsTop.Screen.State;

/// <summary>What is the talkers' view's own: dimensions, and the filter of a row.</summary>
internal static class TalkerUpdates
{
    /// <summary>The state after a command that others have handled, too.</summary>
    public static UiState Apply(UiState state, Command command) => state.View == TalkersPane.Key && command.Kind == CommandKind.StepDimension
        ? (state with { Talkers = state.Talkers.StepDimension(command.Argument) }).Select(0).Hold(null)
        : state;

    /// <summary>The text of the filter that shows the selected talker alone; null when there is none.</summary>
    public static string? Drill(UiState state, Snapshot? snapshot, FilterContext context)
    {
        if (snapshot is null || TalkersPane.Selected(snapshot, state) is not { } row)
        {
            return null;
        }

        bool isNameUsable = row.Name.Length > 0 && char.IsAsciiLetter(row.Name[0]) && row.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        string? name = isNameUsable && context.Ports?.Invoke(row.Name) == row.Key.Value ? row.Name : null;
        return TalkerFilter.Of(row.Key, name) is not { } text ? null
            : state.Filter is { } filter ? $"({filter.Text}) and ({text})"
            : text;
    }
}
