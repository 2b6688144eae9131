namespace OvsTop.Screen.Input;

/// <summary>One line of the key table.</summary>
/// <param name="Label">The keys as help names them.</param>
/// <param name="Help">What they do.</param>
/// <param name="Hint">Words for the key bar, or null to leave it out there.</param>
/// <param name="Rank">When not all hints fit, those with the highest rank go first.</param>
/// <param name="Keys">Keys and the commands they give.</param>
public sealed record KeyBinding(string Label, string Help, string? Hint, int Rank, params IReadOnlyList<(Key Key, Command Command)> Keys);
