namespace OvsTop.Screen.Themes;

/// <summary>A theme that cannot be used; the message is one line: what, where, what to do.</summary>
public sealed class ThemeException(string message) : Exception(message);
