using OvsTop.Model.Talkers;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Session;

/// <summary>Commands that put filters in force, and the one that goes back.</summary>
internal static class FilterCommands
{
    /// <summary>A key while the filter line is open.</summary>
    public static void Type(ScreenSession session, Key key)
    {
        var before = session.State;
        var state = FilterUpdates.Apply(before with { Message = null }, key, session.Filters);
        session.State = state.FilterLine is null && !ReferenceEquals(state.Filter, before.Filter) ? state with { Talkers = state.Talkers with { Back = [] } } : state;
        Enforce(session, before);
    }

    /// <summary>Puts a text in force; with the line open where it has an error.</summary>
    public static void Set(ScreenSession session, string text)
    {
        var before = session.State;
        session.State = FilterUpdates.PutInForce(session.State, text, session.Filters);
        Enforce(session, before);
    }

    /// <summary>Filters to what is selected.</summary>
    public static void FilterTo(ScreenSession session)
    {
        if (session.Shown is { } snapshot && session.View?.Pane.FilterOf(snapshot, session.State) is { } text)
        {
            Set(session, text);
        }
        else
        {
            session.Say("nothing is selected here that could be filtered to");
        }
    }

    /// <summary>Shows the selected talker alone.</summary>
    public static void Drill(ScreenSession session)
    {
        var before = session.State;
        var context = session.Filters;
        if (TalkerUpdates.Drill(before, session.Shown, context) is not { } text || FilterLine.Of(LineEdit.Of(text), context).Compiled is not { } compiled)
        {
            session.Say("no filter shows this row alone");
            return;
        }

        session.State = before with { Filter = new AppliedFilter(text, compiled), Talkers = before.Talkers with { Back = before.Talkers.Back.Push(before.Filter) } };
        Enforce(session, before);
    }

    /// <summary>The filter that was in force before the last <see cref="Drill"/>.</summary>
    public static void GoBack(ScreenSession session)
    {
        var before = session.State;
        var back = before.Talkers.Back.Pop(out var filter);
        session.State = before with { Filter = filter, Talkers = before.Talkers with { Back = back } };
        Enforce(session, before);
    }

    /// <summary>Tells who counts talkers what is looked at, when that has changed.</summary>
    public static void TellTalkers(ScreenSession session, UiState before)
    {
        var (was, now) = (ShownTalkers(before), ShownTalkers(session.State));
        if (was != now)
        {
            session.Options.TalkersChanged?.Invoke(now);
        }
    }

    // A filter that the source refuses leaves the one before in force.
    private static void Enforce(ScreenSession session, UiState before)
    {
        if (session.State.FilterLine is not null || ReferenceEquals(session.State.Filter, before.Filter))
        {
            return;
        }

        if (session.Options.FilterChanged(session.State.Filter?.Compiled) is { } complaint)
        {
            session.State = session.State with { Filter = before.Filter, Talkers = before.Talkers, Message = complaint };
            return;
        }

        if (!session.State.Drilled)
        {
            // The packets that the list holds were chosen by the filter before.
            session.State = session.State with { Traces = session.State.Traces with { Held = null } };
        }

        if (session.State.Filter is { } filter)
        {
            session.Options.FilterApplied?.Invoke(filter.Text);
        }
    }

    private static TalkerDimension? ShownTalkers(UiState state) => state.View == TalkersPane.Key ? state.Talkers.Dimension : null;
}
