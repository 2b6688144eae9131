using static OvsTop.Screen.Input.CommandKind;

namespace OvsTop.Screen.Input;

/// <summary>All keys: they drive dispatch, the key bar and the help.</summary>
public sealed class KeyTable
{
    private readonly Dictionary<Key, Command> _commands = [];

    /// <summary>A table of bindings.</summary>
    /// <exception cref="ArgumentException">A key is bound twice.</exception>
    public KeyTable(IReadOnlyList<KeyBinding> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        Bindings = bindings;
        foreach (var (key, command) in bindings.SelectMany(b => b.Keys))
        {
            _commands.Add(key, command);
        }
    }

    /// <summary>The built-in keys.</summary>
    public static KeyTable Default { get; } = new(
    [
        new("1-8", "show a view", null, 0, [.. Enumerable.Range(1, 8).Select(n => (Key.Of((char)('0' + n)), new Command(ShowView, n)))]),
        new("Tab Shift-Tab", "next, previous view", null, 0,
            (new Key(KeyCode.Tab), new(StepView, 1)), (new Key(KeyCode.BackTab), new(StepView, -1))),
        new("/", "show matching packets only; Tab completes", "filter", 2, (Key.Of('/'), new(Filter))),
        new("Space", "pause and go on; counting never pauses", "pause", 3, (Key.Of(' '), new(Pause))),
        new("+ -", "longer, shorter interval", "interval", 5,
            (Key.Of('+'), new(StepInterval, 1)), (Key.Of('='), new(StepInterval, 1)), (Key.Of('-'), new(StepInterval, -1))),
        new("↑ ↓ k j", "select a row", null, 0,
            (new Key(KeyCode.Up), new(MoveRows, -1)), (Key.Of('k'), new(MoveRows, -1)),
            (new Key(KeyCode.Down), new(MoveRows, 1)), (Key.Of('j'), new(MoveRows, 1))),
        new("PgUp Home g", "a page up, the first row; PgDn End G down", null, 0,
            (new Key(KeyCode.PageUp), new(MovePages, -1)), (new Key(KeyCode.PageDown), new(MovePages, 1)),
            (new Key(KeyCode.Home), new(MoveToEnd, -1)), (Key.Of('g'), new(MoveToEnd, -1)),
            (new Key(KeyCode.End), new(MoveToEnd, 1)), (Key.Of('G'), new(MoveToEnd, 1))),
        new("Enter f", "more of the selected row; filter to it", null, 0, (new Key(KeyCode.Enter), new(Drill)), (Key.Of('f'), new(FilterTo))),
        new("← → d D < >", "talkers by something else; sort by another column", null, 0,
            (new Key(KeyCode.Right), new(StepDimension, 1)), (Key.Of('d'), new(StepDimension, 1)),
            (new Key(KeyCode.Left), new(StepDimension, -1)), (Key.Of('D'), new(StepDimension, -1)),
            (Key.Of('<'), new(StepSort, -1)), (Key.Of('>'), new(StepSort, 1))),
        new("s", "write this view to a new .txt file", "snapshot", 4, (Key.Of('s'), new(SaveView))),
        new("R", "record to a new .ovscap file, or end that", null, 0, (Key.Of('R'), new(Record))),
        new("Ctrl-L Ctrl-Z", "paint everything anew, suspend", null, 0, (Key.Control('l'), new(Redraw)), (Key.Control('z'), new(Suspend))),
        new("Esc", "back; never quits", null, 0, (new Key(KeyCode.Escape), new(Back))),
        new("? h F1", "this help", "help", 1, (Key.Of('?'), new(Help)), (Key.Of('h'), new(Help)), (new Key(KeyCode.F1), new(Help))),
        new("q", "quit", "quit", 0, (Key.Of('q'), new(Quit)), (Key.Control('c'), new(Interrupt))),
        new("Q", "quit and keep the last screen", null, 0, (Key.Of('Q'), new(QuitKeepingScreen))),
    ]);

    /// <summary>The bindings in the order of the help.</summary>
    public IReadOnlyList<KeyBinding> Bindings { get; }

    /// <summary>What a key asks for.</summary>
    public Command Find(Key key) => _commands.GetValueOrDefault(key);
}
