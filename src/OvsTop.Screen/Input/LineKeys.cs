using System.Collections.Frozen;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Input;

/// <summary>How keys edit a line, the same wherever something is typed.</summary>
public static class LineKeys
{
    private static readonly FrozenDictionary<Key, Func<LineEdit, LineEdit>> Edits = new Dictionary<Key, Func<LineEdit, LineEdit>>
    {
        [new(KeyCode.Left)] = line => line.Left(),
        [Key.Control('b')] = line => line.Left(),
        [new(KeyCode.Right)] = line => line.Right(),
        [Key.Control('f')] = line => line.Right(),
        [new(KeyCode.Home)] = line => line.Home(),
        [Key.Control('a')] = line => line.Home(),
        [new(KeyCode.End)] = line => line.End(),
        [Key.Control('e')] = line => line.End(),
        [new(KeyCode.Left, 0, KeyModifiers.Control)] = line => line.WordLeft(),
        [new(KeyCode.Left, 0, KeyModifiers.Alt)] = line => line.WordLeft(),
        [new(KeyCode.Rune, 'b', KeyModifiers.Alt)] = line => line.WordLeft(),
        [new(KeyCode.Right, 0, KeyModifiers.Control)] = line => line.WordRight(),
        [new(KeyCode.Right, 0, KeyModifiers.Alt)] = line => line.WordRight(),
        [new(KeyCode.Rune, 'f', KeyModifiers.Alt)] = line => line.WordRight(),
        [new(KeyCode.Backspace)] = line => line.Backspace(),
        [new(KeyCode.Delete)] = line => line.Delete(),
        [Key.Control('d')] = line => line.Delete(),
        [Key.Control('u')] = line => line.CutBefore(),
        [Key.Control('k')] = line => line.CutAfter(),
        [Key.Control('w')] = line => line.CutWord(),
        [new(KeyCode.Backspace, 0, KeyModifiers.Alt)] = line => line.CutWord(),
    }.ToFrozenDictionary();

    /// <summary>The line after a key; an equal one after a key that edits nothing.</summary>
    public static LineEdit Apply(LineEdit line, Key key)
    {
        ArgumentNullException.ThrowIfNull(line);
        line = line with { LeftOut = 0 };
        return key switch
        {
            { Code: KeyCode.Paste, Text: { } text } => line.Insert(text),
            { Code: KeyCode.Rune, Modifiers: KeyModifiers.None or KeyModifiers.Shift } => line.Insert(char.ConvertFromUtf32(key.Rune)),
            _ => Edits.TryGetValue(key, out var edit) ? edit(line) : line,
        };
    }
}
