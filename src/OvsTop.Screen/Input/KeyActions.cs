using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using static OvsTop.Screen.Input.CommandKind;

namespace OvsTop.Screen.Input;

/// <summary>All actions in the order of the help: the one table of what keys do.</summary>
public static class KeyActions
{
    private const int TracesKey = Panes.Traces.TracesPane.Key;
    private const int JumpMs = 10_000;

    /// <summary>The table. A name may stand twice, once for live switches and once for recordings.</summary>
    public static IReadOnlyList<KeyAction> All { get; } =
    [
        .. Views.All.Select(view => new KeyAction(view.Name, $"{view.Key}", new(ShowView, view.Key), $"show {view.Title}")),
        new("next-view", "Tab", new(StepView, 1), "next view"),
        new("previous-view", "Shift-Tab", new(StepView, -1), "previous view"),
        new("filter", "/", new(Filter), "show matching packets only; Tab completes", "filter", 2),
        new("command", ":", new(Prompt), "command line; Tab completes", "command", 7),
        new("pause", "Space", new(Pause), "stand still, then back to now; counting goes on", "pause", 3, KeyScope.Live),
        new("pause", "Space", new(Pause), "pause and play; at the end, from the beginning", "pause", 3, KeyScope.Recording),
        new("step-forth", "t", new(StepTime, 1), "one interval forth", "step", 4),
        new("step-back", "T", new(StepTime, -1), "one interval back", "step", 4),
        new("jump-back", "←", new(Jump, -JumpMs), "10 s back; :goto -3m goes anywhere", "10 s", 7),
        new("jump-forth", "→", new(Jump, JumpMs), "10 s forth", "10 s", 7),
        new("next-spike", "n", new(Spike, 1), "next spike of upcalls", "spike", 7),
        new("previous-spike", "N", new(Spike, -1), "previous spike of upcalls", "spike", 7),
        new("mark", "m", new(CommandKind.Mark), "mark the time shown, or take the mark away", "mark", 8),
        new("compare-windows", "M", new(CompareWindows), "compare before and after the mark", "compare", 8),
        new("slower", "[", new(StepSpeed, -1), "play slower", "speed", 8, KeyScope.Recording),
        new("faster", "]", new(StepSpeed, 1), "play faster", "speed", 8, KeyScope.Recording),
        new("as-recorded", "Backspace", new(StepSpeed, 0), "play as it was recorded", null, 0, KeyScope.Recording),
        new("loop", "L", new(Loop, -1), "begin again at the end, or stay there", "loop", 9, KeyScope.Recording),
        new("longer-interval", "+ =", new(StepInterval, 1), "longer interval", "interval", 9),
        new("shorter-interval", "-", new(StepInterval, -1), "shorter interval", "interval", 9),
        new("row-up", "↑ k", new(MoveRows, -1), "the row above"),
        new("row-down", "↓ j", new(MoveRows, 1), "the row below"),
        new("page-up", "PgUp", new(MovePages, -1), "a page up"),
        new("page-down", "PgDn", new(MovePages, 1), "a page down"),
        new("first-row", "Home g", new(MoveToEnd, -1), "first row"),
        new("last-row", "End G", new(MoveToEnd, 1), "last row"),
        new("drill", "Enter", new(Drill), "more of what is selected; Esc goes back", "drill", 5),
        new("filter-to", "f", new(FilterTo), "filter to the selected row"),
        new("next-dimension", "d", new(StepDimension, 1), "talkers by something else"),
        new("previous-dimension", "D", new(StepDimension, -1), "talkers by what was before"),
        new("sort-left", "<", new(StepSort, -1), "sort by the column at the left"),
        new("sort-right", ">", new(StepSort, 1), "sort by the column at the right"),
        new("reverse", "r", new(Reverse), "sort the other way round"),
        new("zoom", "z", new(Zoom), "the selected pane alone, and back", "zoom", 6),
        new("compare-packets", "c", new(ShowAspect, (int)TraceAspect.Compare), "traces: mark a packet, compare another with it", "compare", 4, View: TracesKey),
        new("packet-bytes", "p", new(ShowAspect, (int)TraceAspect.Bytes), "traces: headers and bytes of the packet", "bytes", 4, View: TracesKey),
        new("offline", "o", new(ShowAspect, (int)TraceAspect.Offline), "traces: beside an offline ofproto/trace", "offline", 4, View: TracesKey),
        new("same-path", "P", new(GroupPaths), "traces: packets with the same dp actions as one", "paths", 6, View: TracesKey),
        new("copy-key", "y", new(Copy, (int)CopyWhat.Key), "traces: copy the flow key", "copy", 6, View: TracesKey),
        new("copy-retis", "Y", new(Copy, (int)CopyWhat.Retis), "packets, talkers: copy a retis command for them"),
        new("save-trace", "w", new(SaveTrace), "traces: write it to new .txt and .json files", "write", 6, View: TracesKey),
        new("snapshot", "s", new(SaveView), "write this view to a new file", "snapshot", 5),
        new("bundle", "b", new(Bundle), "write everything there is into a new .tar.gz"),
        new("record", "R", new(Record), "record to a new .ovscap file, or end that"),
        new("redraw", "Ctrl-L", new(Redraw), "paint everything anew"),
        new("suspend", "Ctrl-Z", new(Suspend), "give the terminal to the shell; fg comes back"),
        new("back", "Esc", new(Back), "back; never quits"),
        new("help", "? h F1", new(Help), "this help", "help", 1),
        new("quit", "q", new(Quit), "quit", "quit"),
        new("interrupt", "Ctrl-C", new(Interrupt), "quit as interrupted, whatever is open"),
        new("quit-keep", "Q", new(QuitKeepingScreen), "quit and keep the last screen"),
    ];

    /// <summary>True for what a key does even while something is typed.</summary>
    public static bool ActsWhileTyping(Command command) => command.Kind is Interrupt or Redraw or Suspend;

    /// <summary>Names of all actions.</summary>
    public static IEnumerable<string> Names => All.Select(action => action.Name).Distinct();
}
