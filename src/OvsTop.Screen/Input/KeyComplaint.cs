namespace OvsTop.Screen.Input;

/// <summary>Something wrong with the keys of a settings file.</summary>
/// <param name="Action">The action that was given the key.</param>
/// <param name="What">What is wrong, and what is allowed.</param>
/// <param name="IsConflict">True when two actions have the key; another line of the settings may set that right.</param>
public sealed record KeyComplaint(string Action, string What, bool IsConflict = false);
