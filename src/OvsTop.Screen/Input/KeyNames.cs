using System.Text;

namespace OvsTop.Screen.Input;

/// <summary>Keys as people write them: <c>p</c>, <c>Space</c>, <c>F5</c>, <c>PgUp</c>, <c>Ctrl-L</c>, <c>Alt-x</c>; several with blanks between.</summary>
public static class KeyNames
{
    /// <summary>What a key may be, for complaints.</summary>
    public const string Allowed = "characters or Space Tab Enter Esc Backspace Insert Delete Up Down Left Right Home End PgUp PgDn F1..F12, each with Shift-, Alt- or Ctrl- before it; blanks between";

    private static readonly (string Prefix, KeyModifiers Modifier)[] Prefixes = [("Ctrl-", KeyModifiers.Control), ("Alt-", KeyModifiers.Alt), ("Shift-", KeyModifiers.Shift)];

    private static readonly (string Name, Key Key)[] Named =
    [
        ("Space", Key.Of(' ')), ("Enter", new(KeyCode.Enter)), ("Shift-Tab", new(KeyCode.BackTab)), ("Tab", new(KeyCode.Tab)), ("Esc", new(KeyCode.Escape)),
        ("Backspace", new(KeyCode.Backspace)), ("Insert", new(KeyCode.Insert)), ("Delete", new(KeyCode.Delete)), ("↑", new(KeyCode.Up)),
        ("↓", new(KeyCode.Down)), ("←", new(KeyCode.Left)), ("→", new(KeyCode.Right)), ("Home", new(KeyCode.Home)), ("End", new(KeyCode.End)),
        ("PgUp", new(KeyCode.PageUp)), ("PgDn", new(KeyCode.PageDown)),
        .. Enumerable.Range(1, 12).Select(n => ($"F{n}", new Key(KeyCode.F1 + n - 1))),
        ("Up", new(KeyCode.Up)), ("Down", new(KeyCode.Down)), ("Left", new(KeyCode.Left)), ("Right", new(KeyCode.Right)),
    ];

    // Control characters that terminals send for keys of their own.
    private static readonly (char Character, string Key)[] Twins = [('i', "Tab"), ('m', "Enter"), ('j', "Enter"), ('h', "Backspace"), ('[', "Esc")];

    /// <summary>The name of a key.</summary>
    public static string Of(Key key)
    {
        var modifiers = key.Modifiers;
        string name = Array.Find(Named, named => named.Key == key with { Modifiers = KeyModifiers.None }).Name ?? new Rune(key.Rune).ToString();
        foreach (var (prefix, modifier) in Prefixes)
        {
            name = (modifiers & modifier) != 0 ? prefix + (modifier == KeyModifiers.Control ? name.ToUpperInvariant() : name) : name;
        }

        return name;
    }

    /// <summary>The keys of a list of names; null when one of them is none (<see cref="WhyNone"/>).</summary>
    public static IReadOnlyList<Key>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new List<Key>();
        foreach (string name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (One(name) is not { } key || TwinOf(key) is not null)
            {
                return null;
            }

            keys.Add(key);
        }

        return keys.Count > 0 ? keys : null;
    }

    /// <summary>Why a list of names has no keys (<see cref="Parse"/>), and what to write instead.</summary>
    public static string WhyNone(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (One(name) is { } key && TwinOf(key) is { } twin)
            {
                return $"'{name}' cannot be told from {twin}, a terminal sends the same for both: write {twin}, or take another key";
            }
        }

        return $"'{text}' is no key, allowed are {Allowed}";
    }

    private static string? TwinOf(Key key) =>
        key.Code == KeyCode.Rune && (key.Modifiers & KeyModifiers.Control) != 0 ? Array.Find(Twins, twin => twin.Character == key.Rune).Key : null;

    private static Key? One(string name)
    {
        var found = Array.Find(Named, named => named.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found.Name is not null)
        {
            return found.Key;
        }

        foreach (var (prefix, modifier) in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && One(name[prefix.Length..]) is { } bare)
            {
                // Terminals send control characters for letters of either case, and no shift with text.
                bool isText = bare.Code == KeyCode.Rune;
                return isText && modifier == KeyModifiers.Shift ? null
                    : bare with { Rune = isText && modifier == KeyModifiers.Control ? Rune.ToLowerInvariant(new Rune(bare.Rune)).Value : bare.Rune, Modifiers = bare.Modifiers | modifier };
            }
        }

        return Rune.DecodeFromUtf16(name, out var rune, out int used) == System.Buffers.OperationStatus.Done && used == name.Length && !Rune.IsControl(rune)
            ? new Key(KeyCode.Rune, rune.Value)
            : null;
    }
}
