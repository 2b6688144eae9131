using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Pictures;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;
using OvsTop.Screen.Widgets;

namespace OvsTop.Screen.Prompts;

/// <summary>What can be entered into the command line: commands that take something behind their name, and every action of <see cref="KeyActions"/>.</summary>
public static class LineCommands
{
    private static readonly LineCommand[] WithArguments =
    [
        new("goto", Place.AllowedBoth, "go to another time", false, GoTo),
        new("compare", "nothing, or two marks: 1 2", "times before and after the mark, or after two marks", false, Compare),
        new("speed", "0.1 to 100", "recorded seconds per second", true, Speed),
        new("loop", "on or off", "begin again at the end", true, Loop, (_, _) => [("on", "begin again at the end"), ("off", "stay there")]),
        new("view", "a name", "show a view", false, View, (_, _) => Views.All.Select(view => (view.Name, view.Title))),
        new("filter", "an expression, or nothing", "show matching packets only", false, (text, _) => (text.Length == 0 ? new(CommandKind.Filter) : new(CommandKind.SetFilter, 0, text), null)),
        new("snapshot", $"a file ending in {PictureFormats.Names}", "write this view to a new file", false, (text, _) => (new(CommandKind.SaveView, 0, text.Length == 0 ? null : text), null)),
        new("sort", "a column", "sort by a column; once more, the other way round", false, (text, _) => (new(CommandKind.SortBy, 0, text), null),
            (context, _) => (context.Table?.SortColumns ?? []).Select(column => (column, ""))),
        new("columns", "names, or nothing for all", "show these columns", false, (text, _) => (new(CommandKind.ShowColumns, 0, text), null),
            (context, _) => (context.Table?.Columns ?? []).Select(column => (ColumnNames.Written(column), ""))),
        new("bundle", "a new .tar.gz, or nothing", "write everything there is to a file", false, (text, _) => (new(CommandKind.Bundle, 0, text.Length == 0 ? null : text), null)),
        new("record", "a new file, or nothing", "record to a file, or end that", false, (text, _) => (new(CommandKind.Record, 0, text.Length == 0 ? null : text), null)),
        new("theme", "a name or a file", "draw with another theme", false, Theme, (context, _) => context.Themes.Select(name => (name, ""))),
    ];

    /// <summary>The table. Where a command and an action have the same name, the command is meant.</summary>
    public static IReadOnlyList<LineCommand> All { get; } =
    [
        .. WithArguments,
        .. KeyActions.All.Where(action => !Array.Exists(WithArguments, command => command.Name == action.Name)).DistinctBy(action => action.Name).Select(Of),
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
        if (Find(text, state) is { } command)
        {
            return command.Parse(text[name.Length..].Trim(), state);
        }

        string[] meant = [.. For(state).Select(c => c.Name).Where(n => n.StartsWith(name, StringComparison.Ordinal))];
        return (default, meant.Length > 0 ? $"'{name}' may be {string.Join(", ", meant)}: type more of it" : $"'{name}' is no command: Tab shows all that are");
    }

    private static LineCommand Of(KeyAction action) => new(
        action.Name, "", action.Help, action.Scope is KeyScope.Recording && !KeyActions.All.Any(other => other.Name == action.Name && other.Scope is KeyScope.Live),
        (text, _) => text.Length == 0 ? (action.Command, null) : (default, $"{action.Name} takes nothing behind it"));

    private static (Command Command, string? Complaint) GoTo(string text, UiState state)
    {
        if (state.Flight is { } flight)
        {
            return GoBack(text, flight);
        }

        if (state.Playback is not { } playback)
        {
            return (default, "there is nothing to go to yet");
        }

        if (Player.WhyStuck(playback) is { } stuck)
        {
            return (default, stuck);
        }

        if (Place.Parse(text) is not { } place)
        {
            return (default, $"'{text}' is no place; give {Place.AllowedHere}");
        }

        var time = place.FindFromHere(playback, out string? complaint);
        return (new(CommandKind.GoTo, (int)Math.Min(time.TotalMilliseconds, int.MaxValue)), complaint);
    }

    // Of what is kept of a live switch nobody knows the beginning: two numbers are a time of day.
    private static (Command Command, string? Complaint) GoBack(string text, PlaybackState flight)
    {
        switch (text)
        {
            case "end" or "now":
                return (new(CommandKind.GoTo, int.MaxValue), null);
            case "peak":
                return (new(CommandKind.Spike, 0), null);
        }

        if (Place.Parse(text.Count(c => c == ':') == 1 && char.IsAsciiDigit(text[0]) ? text + ":00" : text) is not { } place)
        {
            return (default, $"'{text}' is no place; give {Place.AllowedLive}");
        }

        var time = place.FindFromHere(flight, out string? complaint, "what is kept");
        return (new(CommandKind.GoTo, (int)Math.Min(time.TotalMilliseconds, int.MaxValue - 1)), complaint);
    }

    private static (Command Command, string? Complaint) Compare(string text, UiState state)
    {
        if (text.Length == 0)
        {
            return (new(CommandKind.CompareWindows), null);
        }

        string[] marks = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? unknown = Array.Find(marks, mark => state.Marks.All(known => known.Name != mark));
        return unknown is not null ? (default, $"there is no mark {unknown}: {(state.Marks.IsEmpty ? "m sets one" : $"there are {string.Join(", ", state.Marks.Select(mark => mark.Name))}")}")
            : marks.Length != 2 || marks[0] == marks[1] ? (default, "compare takes nothing, or two marks: compare 1 2")
            : (new(CommandKind.CompareWindows, 0, text), null);
    }

    private static (Command Command, string? Complaint) Speed(string text, UiState state) => Speeds.TryParse(text, out double speed)
        ? (new(CommandKind.SetSpeed, (int)Math.Round(speed * 1000)), null)
        : (default, $"speed is '{text}', allowed is {Speeds.Allowed}");

    private static (Command Command, string? Complaint) Loop(string text, UiState state) => text switch
    {
        "" => (new(CommandKind.Loop, -1), null),
        "on" => (new(CommandKind.Loop, 1), null),
        "off" => (new(CommandKind.Loop, 0), null),
        _ => (default, $"loop is '{text}', allowed is on or off"),
    };

    private static (Command Command, string? Complaint) View(string text, UiState state) => Views.Find(text) is { } view
        ? (new(CommandKind.ShowView, view.Key), null)
        : (default, $"there is no view '{text}'; views are {string.Join(", ", Views.All.Select(v => v.Name))}");

    private static (Command Command, string? Complaint) Theme(string text, UiState state) => text.Length > 0
        ? (new(CommandKind.SetTheme, 0, text), null)
        : (default, "theme takes a name or a file; Tab shows the names");
}
