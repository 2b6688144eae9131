using static OvsTop.Screen.Input.CommandKind;

namespace OvsTop.Screen.Input;

/// <summary>All keys: they drive dispatch, the key bar and the help.</summary>
public sealed class KeyTable
{
    private const int JumpMs = 10_000;

    private static readonly KeyBinding[] Views =
    [
        new("1-8", "show a view", null, 0, [.. Enumerable.Range(1, 8).Select(n => (Key.Of((char)('0' + n)), new Command(ShowView, n)))]),
        new("Tab Shift-Tab", "next, previous view", null, 0,
            (new Key(KeyCode.Tab), new(StepView, 1)), (new Key(KeyCode.BackTab), new(StepView, -1))),
        new("/", "show matching packets only; Tab completes", "filter", 2, (Key.Of('/'), new(Filter))),
        new(":", "command line", null, 0, (Key.Of(':'), new(Prompt))),
    ];

    private static readonly KeyBinding[] Live =
    [
        new("Space", "pause and go on; counting never pauses", "pause", 3, (Key.Of(' '), new(Pause))),
    ];

    private static readonly KeyBinding[] Player =
    [
        new("Space", "pause and play; at the end, from the beginning", "pause", 3, (Key.Of(' '), new(Pause))),
        new("t T", "step an interval forth, back", "step", 4, (Key.Of('t'), new(StepTime, 1)), (Key.Of('T'), new(StepTime, -1))),
        new("← →", "10 s back, forth; :goto 1:30 goes anywhere", "10 s", 6,
            (new Key(KeyCode.Left), new(Jump, -JumpMs)), (new Key(KeyCode.Right), new(Jump, JumpMs))),
        new("n N", "next, previous spike of upcalls", "spike", 7, (Key.Of('n'), new(Spike, 1)), (Key.Of('N'), new(Spike, -1))),
        new("[ ] Backspace", "slower, faster, as recorded", "speed", 8,
            (Key.Of('['), new(StepSpeed, -1)), (Key.Of(']'), new(StepSpeed, 1)), (new Key(KeyCode.Backspace), new(StepSpeed, 0))),
        new("L", "begin again at the end, or stay there", "loop", 9, (Key.Of('L'), new(Loop, -1))),
    ];

    private static readonly KeyBinding[] Common =
    [
        new("+ -", "longer, shorter interval", "interval", 9,
            (Key.Of('+'), new(StepInterval, 1)), (Key.Of('='), new(StepInterval, 1)), (Key.Of('-'), new(StepInterval, -1))),
        new("↑ ↓ k j", "select a row", null, 0,
            (new Key(KeyCode.Up), new(MoveRows, -1)), (Key.Of('k'), new(MoveRows, -1)),
            (new Key(KeyCode.Down), new(MoveRows, 1)), (Key.Of('j'), new(MoveRows, 1))),
        new("PgUp PgDn", "a page up, down", null, 0, (new Key(KeyCode.PageUp), new(MovePages, -1)), (new Key(KeyCode.PageDown), new(MovePages, 1))),
        new("Home End g G", "first, last row", null, 0,
            (new Key(KeyCode.Home), new(MoveToEnd, -1)), (Key.Of('g'), new(MoveToEnd, -1)),
            (new Key(KeyCode.End), new(MoveToEnd, 1)), (Key.Of('G'), new(MoveToEnd, 1))),
        new("Enter f", "more of the selected row; filter to it", null, 0, (new Key(KeyCode.Enter), new(Drill)), (Key.Of('f'), new(FilterTo))),
        new("d D < >", "talkers by something else; sort by another column", null, 0,
            (Key.Of('d'), new(StepDimension, 1)), (Key.Of('D'), new(StepDimension, -1)), (Key.Of('<'), new(StepSort, -1)), (Key.Of('>'), new(StepSort, 1))),
        new("s", "write this view to a new .txt file", "snapshot", 5, (Key.Of('s'), new(SaveView))),
        new("R", "record to a new .ovscap file, or end that", null, 0, (Key.Of('R'), new(Record))),
        new("Ctrl-L Ctrl-Z", "paint everything anew, suspend", null, 0, (Key.Control('l'), new(Redraw)), (Key.Control('z'), new(Suspend))),
        new("Esc", "back; never quits", null, 0, (new Key(KeyCode.Escape), new(Back))),
        new("? h F1", "this help", "help", 1, (Key.Of('?'), new(Help)), (Key.Of('h'), new(Help)), (new Key(KeyCode.F1), new(Help))),
        new("q", "quit", "quit", 0, (Key.Of('q'), new(Quit)), (Key.Control('c'), new(Interrupt))),
        new("Q", "quit and keep the last screen", null, 0, (Key.Of('Q'), new(QuitKeepingScreen))),
    ];

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

    /// <summary>The built-in keys of a live switch.</summary>
    public static KeyTable Default { get; } = new([.. Views, .. Live, .. Common]);

    /// <summary>The built-in keys of a recording.</summary>
    public static KeyTable Recording { get; } = new([.. Views, .. Player, .. Common]);

    /// <summary>The bindings in the order of the help.</summary>
    public IReadOnlyList<KeyBinding> Bindings { get; }

    /// <summary>What a key asks for.</summary>
    public Command Find(Key key) => _commands.GetValueOrDefault(key);
}
