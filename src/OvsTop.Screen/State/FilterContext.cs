using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Editing;

namespace OvsTop.Screen.State;

/// <summary>What a filter is typed against.</summary>
public sealed record FilterContext
{
    /// <summary>Filters with names.</summary>
    public SavedFilters Saved { get; init; } = SavedFilters.None;

    /// <summary>Datapath port of a name, or null when there is none; null when names are not known at all.</summary>
    public Func<string, uint?>? Ports { get; init; }

    /// <summary>What completion knows of the switch.</summary>
    public CompletionSource Completion { get; init; } = CompletionSource.Empty;
}
