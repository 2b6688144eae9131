using OvsTop.Screen.Themes;

namespace OvsTop.Screen.Panes.Traces;

/// <summary>A line of a packet's tree.</summary>
/// <param name="Role">How it looks.</param>
/// <param name="Text">Left part. Untrusted text.</param>
/// <param name="Right">Right part: priority and cookie of a rule, or times; empty for none.</param>
internal readonly record struct TraceLine(Role Role, string Text, string Right = "");
