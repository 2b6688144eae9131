namespace OvsTop.Settings;

/// <summary>A setting is wrong. The message is one line: which key, in which file, what is allowed.</summary>
/// <param name="message">The line.</param>
/// <param name="inner">Cause, if any.</param>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
