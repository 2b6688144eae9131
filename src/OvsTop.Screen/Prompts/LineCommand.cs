using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Prompts;

/// <summary>One command of the command line.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Arguments">What comes after it, in words; empty if nothing.</param>
/// <param name="Help">What it does.</param>
/// <param name="OfRecordings">Whether it is only there for recordings.</param>
/// <param name="Parse">Turns what was typed after the name into a command, or says what is wrong with it.</param>
/// <param name="Proposals">What can come after the name, and one line about each; null when that cannot be listed.</param>
public sealed record LineCommand(
    string Name, string Arguments, string Help, bool OfRecordings, Func<string, UiState, (Command Command, string? Complaint)> Parse,
    Func<PromptContext, UiState, IEnumerable<(string Text, string Help)>>? Proposals = null);
