namespace OvsTop.Analysis.Comparisons;

/// <summary>Numbers of one kind.</summary>
/// <param name="Title">What they are, e.g. <c>upcalls by handler</c>.</param>
/// <param name="View">Name of the view that shows them.</param>
/// <param name="Rows">Sums first, then what has changed most.</param>
public sealed record ComparedSection(string Title, string View, IReadOnlyList<ComparedRow> Rows);
