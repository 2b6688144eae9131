namespace OvsTop.Completions;

/// <summary>A word that a shell may put on the command line.</summary>
/// <param name="Word">The whole word.</param>
/// <param name="Description">A line about it, or null.</param>
internal sealed record Proposal(string Word, string? Description);
