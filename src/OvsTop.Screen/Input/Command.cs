namespace OvsTop.Screen.Input;

/// <summary>A request to the screen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Argument">Which, how far; see <see cref="CommandKind"/>.</param>
/// <param name="Text">What was typed behind it, where that is more than a number. Untrusted.</param>
public readonly record struct Command(CommandKind Kind, int Argument = 0, string? Text = null);
