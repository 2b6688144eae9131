using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>All commands of the command line. Any beginning of a name that no other shares stands for it.</summary>
public static class LineCommands
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<LineCommand> All { get; } =
    [
        new("goto", Place.Allowed, "go to a place of the recording", true, GoTo),
        new("speed", "0.1 to 100", "recorded seconds per second", true, Speed),
        new("loop", "on or off", "begin again at the end", true, Loop),
        new("view", "a name", "show a view", false, View),
        new("help", "", "show the keys", false, (_, _) => (new(CommandKind.Help), null)),
        new("quit", "", "quit", false, (_, _) => (new(CommandKind.Quit), null)),
    ];

    /// <summary>Those that make sense now.</summary>
    public static IEnumerable<LineCommand> For(UiState state) => All.Where(command => !command.OfRecordings || state.Playback is not null);

    /// <summary>The command whose name, or the beginning of it, is the first word; null if there is none or several.</summary>
    public static LineCommand? Find(string text, UiState state)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.TrimStart().Split(' ')[0];
        var found = For(state).Where(command => command.Name.StartsWith(name, StringComparison.Ordinal)).ToList();
        return name.Length == 0 ? null : found.Find(command => command.Name == name) ?? (found.Count == 1 ? found[0] : null);
    }

    /// <summary>What a line asks for, or what is wrong with it.</summary>
    public static (Command Command, string? Complaint) Parse(string text, UiState state)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        if (text.Length == 0)
        {
            return default;
        }

        string name = text.Split(' ')[0];
        return Find(text, state) is { } command
            ? command.Parse(text[name.Length..].Trim(), state)
            : (default, $"'{name}' is no command; commands are {string.Join(", ", For(state).Select(c => c.Name))}");
    }

    private static (Command Command, string? Complaint) GoTo(string text, UiState state)
    {
        if (Player.WhyStuck(state.Playback!) is { } stuck)
        {
            return (default, stuck);
        }

        if (Place.Parse(text) is not { } place)
        {
            return (default, $"'{text}' is no place; give {Place.Allowed}");
        }

        var time = place.Find(state.Playback!, out string? complaint);
        return (new(CommandKind.GoTo, (int)Math.Min(time.TotalMilliseconds, int.MaxValue)), complaint);
    }

    private static (Command Command, string? Complaint) Speed(string text, UiState state) => Speeds.TryParse(text, out double speed)
        ? (new(CommandKind.SetSpeed, (int)Math.Round(speed * 1000)), null)
        : (default, $"speed is '{text}', allowed is {Speeds.Allowed}");

    private static (Command Command, string? Complaint) Loop(string text, UiState state) => text switch
    {
        "on" => (new(CommandKind.Loop, 1), null),
        "off" => (new(CommandKind.Loop, 0), null),
        _ => (default, $"loop is '{text}', allowed is on or off"),
    };

    private static (Command Command, string? Complaint) View(string text, UiState state) => Views.Find(text) is { } view
        ? (new(CommandKind.ShowView, view.Key), null)
        : (default, $"there is no view '{text}'; views are {string.Join(", ", Views.All.Select(v => v.Name))}");
}
