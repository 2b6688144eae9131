namespace OvsTop.Model.Filters;

/// <summary>A piece of a printed filter.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsImplied">It was not written but is implied by a field's prerequisite: show it greyed.</param>
public readonly record struct FilterPiece(string Text, bool IsImplied);
