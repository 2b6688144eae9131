namespace OvsTop.Settings;

/// <summary>A value in effect.</summary>
/// <param name="Key">As users write it, with dots.</param>
/// <param name="Value">As text.</param>
/// <param name="Origin">The file, variable or option it comes from.</param>
public sealed record EffectiveSetting(string Key, string Value, string Origin);
