using OvsTop.Screen.Input;

namespace OvsTop.Screen.State;

/// <summary>How keys change the state while the help is open: typing searches, Enter runs what is selected.</summary>
public static class HelpUpdates
{
    private const int Page = 10;

    private static readonly Dictionary<KeyCode, int> Moves = new()
    {
        [KeyCode.Up] = -1,
        [KeyCode.Down] = 1,
        [KeyCode.BackTab] = -1,
        [KeyCode.Tab] = 1,
        [KeyCode.PageUp] = -Page,
        [KeyCode.PageDown] = Page,
    };

    /// <summary>The state after a key, and the command that was chosen with it.</summary>
    public static (UiState State, Command Command) Apply(UiState state, Key key, KeyTable keys)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(keys);
        if (state.Help is not { } help)
        {
            return (state, default);
        }

        var found = help.Found(keys);
        bool isEmpty = help.Search.Text.Length == 0;
        if (key.Code == KeyCode.Escape || isEmpty && (key.Code == KeyCode.Backspace || keys.Find(key).Kind is CommandKind.Help && key.Rune is not 'h'))
        {
            return (state with { Help = isEmpty || key.Code != KeyCode.Escape ? null : new HelpState() }, default);
        }

        if (key.Code == KeyCode.Enter)
        {
            return found.Count == 0 ? (state, default) : (state with { Help = null }, found[Math.Min(help.Selected, found.Count - 1)].Action.Command);
        }

        var next = Moves.TryGetValue(key.Code, out int move)
            ? help with { Selected = Math.Clamp(Math.Min(help.Selected, found.Count - 1) + move, 0, Math.Max(0, found.Count - 1)) }
            : LineKeys.Apply(help.Search, key) is var line && line.Text == help.Search.Text ? help with { Search = line } : new HelpState(line, 0);
        return (state with { Help = next }, default);
    }
}
