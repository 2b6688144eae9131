namespace OvsTop.Model.Filters.Editing;

/// <summary>What is known of the running switch that completion can offer. Everything is optional.</summary>
public sealed record CompletionSource
{
    /// <summary>Nothing is known.</summary>
    public static CompletionSource Empty { get; } = new();

    /// <summary>Port names with a word about each (bridge and rate), most used first.</summary>
    public IReadOnlyList<(string Name, string Description)> Ports { get; init; } = [];

    /// <summary>Bridge names.</summary>
    public IReadOnlyList<string> Bridges { get; init; } = [];

    /// <summary>Handler thread names.</summary>
    public IReadOnlyList<string> Handlers { get; init; } = [];

    /// <summary>Tables seen in the current traces.</summary>
    public IReadOnlyList<ulong> Tables { get; init; } = [];

    /// <summary>Cookies seen in the current traces.</summary>
    public IReadOnlyList<ulong> Cookies { get; init; } = [];
}
