using OvsTop.Model.Filters.Syntax;

namespace OvsTop.Model.Filters.Editing;

/// <summary>A proposal.</summary>
/// <param name="Replaced">The text it replaces: what is typed of the word, empty at the cursor when nothing is.</param>
/// <param name="Text">What to put there.</param>
/// <param name="Description">One line about it.</param>
public sealed record Completion(TextSpan Replaced, string Text, string Description);
