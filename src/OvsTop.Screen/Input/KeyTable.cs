namespace OvsTop.Screen.Input;

/// <summary>Keys of all actions that are there: built in (<see cref="KeyActions"/>) or as ovstop.json has them.</summary>
public sealed class KeyTable
{
    private static readonly Dictionary<string, string> BuiltIn = [];

    private readonly Dictionary<Key, Command> _commands = [];

    /// <summary>A table.</summary>
    /// <param name="scope">Live or recording.</param>
    /// <param name="remapped">Names of actions, and the keys they have instead of the built-in ones; passes <see cref="Complaint"/>.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public KeyTable(KeyScope scope, IReadOnlyDictionary<string, string> remapped)
    {
        ArgumentNullException.ThrowIfNull(remapped);
        if (Complaint(remapped) is { } complaint)
        {
            throw new ArgumentException($"{complaint.Action}: {complaint.What}", nameof(remapped));
        }

        Lines = [.. InScope(scope).Select(action => Line(action, remapped))];
        Hints = [.. Merge(Lines)];
        foreach (var line in Lines)
        {
            foreach (var key in line.Keys)
            {
                _commands.Add(key, line.Action.Command);
            }
        }
    }

    /// <summary>The built-in keys of a live switch.</summary>
    public static KeyTable Default { get; } = new(KeyScope.Live, BuiltIn);

    /// <summary>The built-in keys of a recording.</summary>
    public static KeyTable Recording { get; } = new(KeyScope.Recording, BuiltIn);

    /// <summary>Actions and their keys in the order of the help.</summary>
    public IReadOnlyList<KeyLine> Lines { get; }

    /// <summary>What the key bar can say, in its order.</summary>
    public IReadOnlyList<KeyHint> Hints { get; }

    /// <summary>What a key asks for.</summary>
    public Command Find(Key key) => _commands.GetValueOrDefault(key);

    /// <summary>What is wrong with keys from a settings file; null when nothing is.</summary>
    public static KeyComplaint? Complaint(IReadOnlyDictionary<string, string> remapped)
    {
        ArgumentNullException.ThrowIfNull(remapped);
        foreach (var (name, keys) in remapped)
        {
            if (!KeyActions.Names.Contains(name))
            {
                return new(name, $"there is no such action; actions are {string.Join(", ", KeyActions.Names)}");
            }

            if (KeyNames.Parse(keys) is not { } parsed)
            {
                return new(name, KeyNames.WhyNone(keys));
            }

            if (KeyActions.All.Any(action => action.Name == name && KeyActions.ActsWhileTyping(action.Command)) && parsed.FirstOrDefault(key => key.IsText) is { IsText: true } text)
            {
                return new(name, $"{KeyNames.Of(text)} types text, and {name} acts while something is typed: take a key with Ctrl- or Alt- before it, or F1..F12");
            }
        }

        return Conflict(KeyScope.Live, remapped) ?? Conflict(KeyScope.Recording, remapped);
    }

    private static KeyComplaint? Conflict(KeyScope scope, IReadOnlyDictionary<string, string> remapped)
    {
        var taken = new Dictionary<Key, string>();
        foreach (var action in InScope(scope))
        {
            foreach (var key in KeyNames.Parse(remapped.GetValueOrDefault(action.Name, action.Keys))!)
            {
                if (!taken.TryAdd(key, action.Name) && taken[key] != action.Name)
                {
                    var (mine, other) = remapped.ContainsKey(action.Name) ? (action.Name, taken[key]) : (taken[key], action.Name);
                    return new(mine, $"{KeyNames.Of(key)} is the key of {other}: give {other} another one in keys.{other}, or take another one here", IsConflict: true);
                }
            }
        }

        return null;
    }

    private static IEnumerable<KeyAction> InScope(KeyScope scope) => KeyActions.All.Where(action => action.Scope is KeyScope.Always || action.Scope == scope);

    private static KeyLine Line(KeyAction action, IReadOnlyDictionary<string, string> remapped)
    {
        IReadOnlyList<Key> keys = [.. KeyNames.Parse(remapped.GetValueOrDefault(action.Name, action.Keys))!.Distinct()];
        return new KeyLine(action, keys, string.Join(' ', keys.Select(KeyNames.Of)));
    }

    private static IEnumerable<KeyHint> Merge(IReadOnlyList<KeyLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Action is { Hint: { } words, Rank: var rank, View: var view })
            {
                string label = KeyNames.Of(lines[i].Keys[0]);
                for (; i + 1 < lines.Count && lines[i + 1].Action.Hint == words; i++)
                {
                    label += $" {KeyNames.Of(lines[i + 1].Keys[0])}";
                }

                yield return new KeyHint(label, words, rank, view);
            }
        }
    }
}
