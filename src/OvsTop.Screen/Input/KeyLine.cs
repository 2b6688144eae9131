namespace OvsTop.Screen.Input;

/// <summary>An action with the keys it has.</summary>
/// <param name="Action">The action.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Label">Their names.</param>
public sealed record KeyLine(KeyAction Action, IReadOnlyList<Key> Keys, string Label);
