namespace OvsTop.Screen.Input;

/// <summary>One key press.</summary>
/// <param name="Code">Which key.</param>
/// <param name="Rune">The character when <see cref="KeyCode.Rune"/>; lower case with Control.</param>
/// <param name="Modifiers">Keys held down.</param>
/// <param name="Text">What was pasted when <see cref="KeyCode.Paste"/>.</param>
/// <param name="X">Column of the pointer when <see cref="KeyCode.Click"/>, from 0.</param>
/// <param name="Y">Its row.</param>
public readonly record struct Key(KeyCode Code, int Rune = 0, KeyModifiers Modifiers = KeyModifiers.None, string? Text = null, int X = 0, int Y = 0)
{
    /// <summary>True when it stands for its character where something is typed.</summary>
    public bool IsText => Code == KeyCode.Rune && (Modifiers & (KeyModifiers.Control | KeyModifiers.Alt)) == 0;

    /// <summary>A character.</summary>
    public static Key Of(char character) => new(KeyCode.Rune, character);

    /// <summary>Control and a letter.</summary>
    public static Key Control(char letter) => new(KeyCode.Rune, letter, KeyModifiers.Control);
}
