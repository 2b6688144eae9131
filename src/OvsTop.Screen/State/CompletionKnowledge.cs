using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Filters.Editing;

namespace OvsTop.Screen.State;

/// <summary>What completion can learn from the numbers on the screen.</summary>
internal static class CompletionKnowledge
{
    /// <summary>What is known anyway, and the handlers of a snapshot.</summary>
    public static CompletionSource Of(Snapshot? snapshot, CompletionSource known) => snapshot is null
        ? known
        : known with { Handlers = [.. (snapshot.Unfiltered ?? snapshot).Upcalls.Handlers.Select(handler => handler.Name)] };
}
