using OvsTop.Analysis.Comparisons;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Session;

/// <summary>Commands that mark times and compare the windows between them, over live switches and recordings.</summary>
internal sealed class MarkControl(ScreenSession session)
{
    /// <summary>What is before a mark is never less than that, as far as it is kept: a moment says nothing.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    /// <summary>Whether a command is for marks, or for the comparison that is open.</summary>
    public bool Takes(Command command) => command.Kind is CommandKind.Mark or CommandKind.CompareWindows
        || (session.State.Comparing is not null && command.Kind is CommandKind.MoveRows or CommandKind.MovePages or CommandKind.MoveToEnd or CommandKind.Back);

    /// <summary>Does what such a command asks for.</summary>
    public void Execute(Command command)
    {
        session.Say(null);
        switch (command.Kind)
        {
            case CommandKind.Mark:
                SetMark();
                break;
            case CommandKind.CompareWindows when session.State.Comparing is null || command.Text is not null:
                Compare(command.Text);
                break;
            case CommandKind.MoveRows:
                Scroll(session.State.Comparing!.Scroll + command.Argument);
                break;
            case CommandKind.MovePages:
                Scroll(session.State.Comparing!.Scroll + command.Argument * ComparePane.Room(session.Frame.Height));
                break;
            case CommandKind.MoveToEnd:
                Scroll(command.Argument < 0 ? 0 : int.MaxValue);
                break;
            default:
                session.State = session.State with { Comparing = null };
                break;
        }
    }

    /// <summary>The state with the numbers of the windows up to the snapshot shown.</summary>
    public UiState Follow(UiState state)
    {
        if (state.Comparing is not { } comparing || session.Shown is not { } shown || (comparing.Result is { } known && ReferenceEquals(known.B.To, shown)))
        {
            return state;
        }

        var (a, b) = Windows(comparing, shown);
        if (a.Seconds <= 0 || b.Seconds <= 0 || (comparing.Result is { } before && ReferenceEquals(before.A.To, a.To) && ReferenceEquals(before.B.To, b.To)))
        {
            return state;
        }

        return state with { Comparing = comparing with { Result = WindowComparison.Of(a, b) } };
    }

    private void SetMark()
    {
        var state = session.State;
        if (session.Shown is not { } shown)
        {
            return;
        }

        if (state.Marks.Find(mark => mark.At.TimeNs == shown.TimeNs) is { } there)
        {
            session.State = state with { Marks = state.Marks.Remove(there), Message = $"mark {there.Name} is taken away" };
            return;
        }

        int number = state.Marks.IsEmpty ? 1 : int.Parse(state.Marks[^1].Name) + 1;
        session.State = state with { Marks = state.Marks.Add(new TimeMark($"{number}", shown)), Message = $"mark {number} set at {Clock.Of(shown)}: M compares before and after" };
    }

    private void Compare(string? marks)
    {
        var (comparing, complaint) = marks is null ? BeforeAndAfter() : After(marks.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (comparing is not null)
        {
            // On the way to a place of a recording what is shown is not there yet: the numbers follow.
            var (a, b) = Windows(comparing, session.Shown!);
            complaint = session.State.Playback is { Seeking: true } ? null : b.Seconds <= 0 ? $"nothing is shown after mark {comparing.Second.Name} yet" : a.Seconds <= 0 ? $"nothing is kept of before mark {comparing.Second.Name}" : null;
        }

        session.State = session.State with { Comparing = complaint is null ? comparing : session.State.Comparing, Message = complaint, Drilled = false };
    }

    private (Comparing? Comparing, string? Complaint) BeforeAndAfter()
    {
        var marks = session.State.Marks.Where(mark => mark.At.TimeNs <= session.Shown?.TimeNs).OrderBy(mark => mark.At.TimeNs).ToList();
        return marks.Count == 0
            ? (null, session.State.Marks.IsEmpty ? "there is no mark: m sets one at the time shown" : "there is no mark before the time shown")
            : (new Comparing(marks.Count > 1 ? marks[^2] : null, marks[^1], AreBoth: false), null);
    }

    private (Comparing? Comparing, string? Complaint) After(string[] marks) =>
        session.State.Marks.Find(mark => mark.Name == marks[0]) is { } first && session.State.Marks.Find(mark => mark.Name == marks[^1]) is { } second && session.Shown is not null
            ? (new Comparing(first, second, AreBoth: true), null)
            : (null, "a mark is gone");

    private (TimeWindow A, TimeWindow B) Windows(Comparing comparing, Snapshot shown)
    {
        var flight = session.Options.Flight;
        ulong second = comparing.Second.At.TimeNs;
        if (!comparing.AreBoth)
        {
            ulong length = Math.Max(shown.TimeNs > second ? shown.TimeNs - second : 0, (ulong)Before.TotalNanoseconds);
            var from = comparing.First?.At ?? flight.At(second > length ? second - length : 0) ?? shown;
            return (new TimeWindow(from, comparing.Second.At), new TimeWindow(comparing.Second.At, shown));
        }

        ulong first = comparing.First!.At.TimeNs, newest = Math.Max(flight.Ends?.Newest.TimeNs ?? 0, shown.TimeNs);
        ulong apart = Math.Max(first, second) - Math.Min(first, second);
        ulong both = Math.Min(apart, newest - Math.Min(newest, Math.Max(first, second)));
        return (After(comparing.First.At), After(comparing.Second.At));

        TimeWindow After(Snapshot mark) => new(mark, flight.At(mark.TimeNs + both) is { } end && end.TimeNs > mark.TimeNs ? end : mark);
    }

    private void Scroll(int line)
    {
        var comparing = session.State.Comparing!;
        int last = Math.Max(0, ComparePane.Lines(comparing, session.Frame.Height) - ComparePane.Room(session.Frame.Height));
        session.State = session.State with { Comparing = comparing with { Scroll = Math.Clamp(line, 0, last) } };
    }
}
