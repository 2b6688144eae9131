using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Session;

/// <summary>What commands do: first to the state (<see cref="Updates"/>), then, by a table, to the world.</summary>
internal static class ScreenCommands
{
    private const int Interrupted = 130;

    private static readonly Dictionary<CommandKind, Action<ScreenSession, Command, UiState>> Actions = new()
    {
        [CommandKind.Quit] = (session, _, _) => session.ExitCode = 0,
        [CommandKind.Interrupt] = (session, _, _) => session.ExitCode = Interrupted,
        [CommandKind.QuitKeepingScreen] = (session, _, _) => QuitKeepingScreen(session),
        [CommandKind.Prompt] = (session, _, _) => session.State = PromptUpdates.Open(session.State, session.Prompts),
        [CommandKind.Filter] = (session, _, _) => session.State = FilterUpdates.Open(session.State, session.Filters),
        [CommandKind.SetFilter] = (session, command, _) => FilterCommands.Set(session, command.Text ?? ""),
        [CommandKind.SetTheme] = (session, command, _) => session.SetTheme(command.Text ?? ""),
        [CommandKind.Drill] = (session, _, _) => Drill(session),
        [CommandKind.FilterTo] = (session, _, _) => FilterTo(session),
        [CommandKind.Back] = Back,
        [CommandKind.Copy] = (session, command, _) => RowCommands.Copy(session, (CopyWhat)command.Argument),
        [CommandKind.SaveTrace] = (session, _, _) => RowCommands.SaveTrace(session),
        [CommandKind.SaveView] = (session, command, _) => FileCommands.Save(session, command.Text),
        [CommandKind.Bundle] = (session, command, _) => session.Bundle.Begin(command.Text),
        [CommandKind.Record] = (session, command, _) => FileCommands.Record(session, command.Text),
        [CommandKind.Redraw] = (session, _, _) => session.Host.Invalidate(),
        [CommandKind.Suspend] = (session, _, _) => session.Host.Suspend(),
    };

    private static readonly HashSet<CommandKind> Moves = [CommandKind.MoveRows, CommandKind.MovePages, CommandKind.MoveToEnd, CommandKind.SelectRow, CommandKind.Drill];

    /// <summary>Does what a command asks for.</summary>
    public static void Execute(ScreenSession session, Command command)
    {
        var before = session.State;
        var table = session.Table;
        int details = session.Shown is { } shown && before.Drilled && session.View is { } drilled ? drilled.Pane.DrillRows(shown, before) : 0;
        session.State = TalkerUpdates.Apply(Updates.Apply(before, command, table, session.Frame.Height - ScreenView.Margin - 2, details), command);
        session.State = TraceUpdates.Apply(before, session.State, command, session.Shown);
        FilterCommands.TellTalkers(session, before);
        if (Moves.Contains(command.Kind) && session.Table is { } held)
        {
            session.State = Selection.Hold(session.State, held);
        }

        if (session.State.IntervalMs != before.IntervalMs)
        {
            session.Options.IntervalChanged?.Invoke(TimeSpan.FromMilliseconds(session.State.IntervalMs));
        }

        if (Actions.TryGetValue(command.Kind, out var action))
        {
            action(session, command, before);
        }
    }

    private static void QuitKeepingScreen(ScreenSession session)
    {
        session.Render(session.State with { Help = null, FilterLine = null, Prompt = null });
        session.Host.Leave(session.Frame);
        session.ExitCode = 0;
    }

    private static void Drill(ScreenSession session)
    {
        if (session.State.View == TalkersPane.Key)
        {
            FilterCommands.Drill(session);
        }
        else if (session.State.View == OverviewPane.Key && Views.Find(session.State.Overview.At(session.State.Selected).View) is { } view)
        {
            session.State = session.State with { View = view.Key, Zoomed = false, Trail = session.State.Trail.Push(session.State.View) };
        }
    }

    private static void FilterTo(ScreenSession session)
    {
        if (session.State.View == TalkersPane.Key)
        {
            FilterCommands.Drill(session);
        }
        else
        {
            FilterCommands.FilterTo(session);
        }
    }

    private static void Back(ScreenSession session, Command command, UiState before)
    {
        if (before.Drilled || before.Zoomed || before.Traces != session.State.Traces)
        {
            return;
        }

        if (before.Paused)
        {
            session.State = session.State with { Paused = false };
        }
        else if (!session.State.Talkers.Back.IsEmpty)
        {
            FilterCommands.GoBack(session);
        }
    }
}
