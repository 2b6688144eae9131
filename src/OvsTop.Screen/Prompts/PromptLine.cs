using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>The command line while it is open.</summary>
/// <param name="Edit">Text and cursor.</param>
/// <param name="Complaint">What is wrong with what was entered; null while it is typed.</param>
/// <param name="Menu">What can be entered; null when nothing fits.</param>
public sealed record PromptLine(LineEdit Edit, string? Complaint = null, CompletionMenu? Menu = null);
