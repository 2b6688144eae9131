namespace OvsTop.Analysis.Comparisons;

/// <summary>How the numbers of one kind are taken from a window.</summary>
/// <param name="Title">What they are.</param>
/// <param name="View">Name of the view that shows them.</param>
/// <param name="Of">Takes them.</param>
/// <param name="IsOfFilter">They are only counted of what the filter lets through.</param>
internal sealed record NumberSection(string Title, string View, Func<TimeWindow, IEnumerable<WindowValue>> Of, bool IsOfFilter = false);
