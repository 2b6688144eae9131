using System.Text;
using OvsTop.Screen.Input;

namespace OvsTop.Screen.Toolkits;

/// <summary>
/// Keys as Terminal.Gui numbers them (Terminal.Gui.Drivers.KeyCode of 2.4): a Unicode scalar, letters as capitals whether or not Shift is held, or the
/// largest scalar plus a <see cref="ConsoleKey"/>; the topmost bits are the keys held down.
/// </summary>
public static class ToolkitKeys
{
    private const uint Shift = 0x1000_0000, Control = 0x4000_0000, Alt = 0x8000_0000;
    private const uint LastScalar = 0x10_FFFF;

    private static readonly Dictionary<uint, KeyCode> Codes = new()
    {
        [(uint)ConsoleKey.Backspace] = KeyCode.Backspace,
        [(uint)ConsoleKey.Tab] = KeyCode.Tab,
        [(uint)ConsoleKey.Enter] = KeyCode.Enter,
        [(uint)ConsoleKey.Escape] = KeyCode.Escape,
        [Special(ConsoleKey.UpArrow)] = KeyCode.Up,
        [Special(ConsoleKey.DownArrow)] = KeyCode.Down,
        [Special(ConsoleKey.LeftArrow)] = KeyCode.Left,
        [Special(ConsoleKey.RightArrow)] = KeyCode.Right,
        [Special(ConsoleKey.Home)] = KeyCode.Home,
        [Special(ConsoleKey.End)] = KeyCode.End,
        [Special(ConsoleKey.PageUp)] = KeyCode.PageUp,
        [Special(ConsoleKey.PageDown)] = KeyCode.PageDown,
        [Special(ConsoleKey.Insert)] = KeyCode.Insert,
        [Special(ConsoleKey.Delete)] = KeyCode.Delete,
    };

    static ToolkitKeys()
    {
        for (int n = 0; n < 12; n++)
        {
            Codes[Special(ConsoleKey.F1 + n)] = KeyCode.F1 + n;
        }
    }

    /// <summary>The key; <see cref="KeyCode.None"/> for one that means nothing here.</summary>
    /// <param name="code">The toolkit's number.</param>
    /// <param name="rune">The character the toolkit has found for it, 0 for none: a keyboard layout knows what Shift and 1 make.</param>
    public static Key Of(uint code, int rune)
    {
        var modifiers = ((code & Shift) != 0 ? KeyModifiers.Shift : 0) | ((code & Alt) != 0 ? KeyModifiers.Alt : 0) | ((code & Control) != 0 ? KeyModifiers.Control : 0);
        uint bare = code & ~(Shift | Alt | Control);
        if (Codes.TryGetValue(bare, out var known))
        {
            return known == KeyCode.Tab && modifiers.HasFlag(KeyModifiers.Shift)
                ? new Key(KeyCode.BackTab, 0, modifiers & ~KeyModifiers.Shift)
                : new Key(known, 0, modifiers);
        }

        var held = modifiers & ~KeyModifiers.Shift;
        int character = held == KeyModifiers.None && rune != 0 ? rune : Character(bare, modifiers);
        return bare <= LastScalar && Rune.IsValid(character) && !Rune.IsControl(new Rune(character)) ? new Key(KeyCode.Rune, character, held) : default;
    }

    // As terminals send it: Control with the small letter, Shift only as the capital.
    private static int Character(uint bare, KeyModifiers modifiers) =>
        bare is >= 'A' and <= 'Z' && (modifiers & (KeyModifiers.Control | KeyModifiers.Shift)) != KeyModifiers.Shift ? (int)bare + ('a' - 'A') : (int)bare;

    private static uint Special(ConsoleKey key) => LastScalar + (uint)key;
}
