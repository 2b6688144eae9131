using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes.Traces;

namespace OvsTop.Screen.State;

/// <summary>How commands change the traces' view: what is selected holds the list, the tree folds, paths open and close.</summary>
internal static class TraceUpdates
{
    /// <summary>The state after a command that others have handled, too.</summary>
    /// <param name="before">Before all of them.</param>
    /// <param name="after">After the others.</param>
    /// <param name="command">The command.</param>
    /// <param name="snapshot">What is shown.</param>
    public static UiState Apply(UiState before, UiState after, Command command, Snapshot? snapshot)
    {
        if (after.View != TracesPane.Key || before.View != TracesPane.Key || snapshot is null || before.Help is not null)
        {
            return command.Kind is CommandKind.ShowAspect or CommandKind.GroupPaths or CommandKind.SaveTrace && after.View != TracesPane.Key
                ? after with { Message = "that is for packets: view 7, Traces" }
                : after;
        }

        return command.Kind switch
        {
            CommandKind.MoveToEnd when !before.Drilled && command.Argument < 0 => Follow(after),
            CommandKind.MoveRows or CommandKind.MovePages or CommandKind.MoveToEnd or CommandKind.SelectRow when !before.Drilled => Hold(after, snapshot),
            CommandKind.Drill => Drill(before, after, snapshot),
            CommandKind.ShowAspect => Show(before, after, (TraceAspect)command.Argument, snapshot),
            CommandKind.GroupPaths => Close(after with { Traces = after.Traces with { Grouped = !after.Traces.Grouped, Path = null } }).Select(0).Hold(null),
            CommandKind.Back => Back(before, after),
            _ => after,
        };
    }

    /// <summary>The newest packets again, and the first of them.</summary>
    private static UiState Follow(UiState state) => (state with { Traces = state.Traces with { Held = null } }).Select(0).Hold(null);

    private static UiState Hold(UiState state, Snapshot snapshot) =>
        state.Traces.Held is null ? state with { Traces = state.Traces with { Held = snapshot.Traces.Packets } } : state;

    private static UiState Close(UiState state) => state with { Drilled = false, Traces = state.Traces with { Aspect = TraceAspect.Tree } };

    private static UiState Drill(UiState before, UiState after, Snapshot snapshot)
    {
        if (TraceList.Selected(snapshot, before) is not { } row)
        {
            return after with { Drilled = false };
        }

        if (row.Count > 0)
        {
            return Close(Hold(after, snapshot) with { Traces = Hold(after, snapshot).Traces with { Path = row.Packet.Path } }).Select(0).Hold(null);
        }

        if (!before.Drilled || before.Traces.Aspect != TraceAspect.Tree)
        {
            return Open(after, snapshot, TraceAspect.Tree);
        }

        var lines = TraceView.Of(row.Packet, snapshot.Traces).Visible(before.Traces.Toggled);
        int at = Math.Clamp(before.Scroll, 0, Math.Max(0, lines.Count - 1));
        bool folds = at < lines.Count && lines[at].Mark != FoldMark.None;
        var toggled = before.Traces.Toggled;
        return after with
        {
            Scroll = at,
            Traces = !folds ? after.Traces : after.Traces with { Toggled = toggled.Contains(lines[at].Id) ? toggled.Remove(lines[at].Id) : toggled.Add(lines[at].Id) },
        };
    }

    private static UiState Open(UiState state, Snapshot snapshot, TraceAspect aspect)
    {
        state = Hold(state, snapshot);
        return (state with { Drilled = true, Scroll = 0, Traces = state.Traces with { Aspect = aspect, Toggled = [] } }).Hold(TraceList.Selected(snapshot, state)?.Id);
    }

    private static UiState Show(UiState before, UiState after, TraceAspect aspect, Snapshot snapshot)
    {
        if (TraceList.Selected(snapshot, before) is not { Count: 0, Packet: var packet })
        {
            return after with { Message = "no packet is selected" };
        }

        if (before.Drilled && before.Traces.Aspect == aspect)
        {
            return Open(after, snapshot, TraceAspect.Tree);
        }

        if (aspect != TraceAspect.Compare || (before.Traces.Marked is { } marked && marked.Number != packet.Number))
        {
            return Open(after, snapshot, aspect);
        }

        return Hold(after, snapshot) with
        {
            Traces = Hold(after, snapshot).Traces with { Marked = before.Traces.Marked is null ? packet : null },
            Message = before.Traces.Marked is null ? $"#{packet.Number} is marked: select another packet and press c to compare" : $"#{packet.Number} is no longer marked",
        };
    }

    /// <summary>From the packet to the list, from one path to all, from paths to packets, from the held list to the newest.</summary>
    private static UiState Back(UiState before, UiState after) => before switch
    {
        { Drilled: true } => Close(after),
        { Traces.Path: not null } => (after with { Traces = after.Traces with { Path = null } }).Select(0).Hold(null),
        { Traces.Grouped: true } => (after with { Traces = after.Traces with { Grouped = false } }).Select(0).Hold(null),
        { Traces.Held: not null } => Follow(after),
        _ => after,
    };
}
