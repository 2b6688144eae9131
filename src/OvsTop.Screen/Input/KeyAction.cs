namespace OvsTop.Screen.Input;

/// <summary>One thing that can be asked for: a line of the table behind dispatch, key bar, help, command line and <c>keys</c> in ovstop.json.</summary>
/// <param name="Name">As in ovstop.json and behind <c>:</c>.</param>
/// <param name="Keys">The built-in keys, blanks between (<see cref="KeyNames"/>).</param>
/// <param name="Command">What is asked for.</param>
/// <param name="Help">What it does, one line.</param>
/// <param name="Hint">Words for the key bar, or null to leave it out there; neighbours with the same words share them.</param>
/// <param name="Rank">When not all hints fit, those with the highest rank go first.</param>
/// <param name="Scope">Where it is there.</param>
/// <param name="View">The view whose key bar has it; 0 for all.</param>
public sealed record KeyAction(string Name, string Keys, Command Command, string Help, string? Hint = null, int Rank = 0, KeyScope Scope = KeyScope.Always, int View = 0);
