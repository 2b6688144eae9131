namespace OvsTop.Analysis.Comparisons;

/// <summary>A number of one window.</summary>
/// <param name="Name">What it is of; the numbers of two windows are paired by it. Untrusted text.</param>
/// <param name="Unit">What it is.</param>
/// <param name="Value">The number; null when it is not known.</param>
/// <param name="IsFirst">A sum, or what goes before others whatever has changed more.</param>
internal readonly record struct WindowValue(string Name, ComparedUnit Unit, double? Value, bool IsFirst = false);
