using OvsTop.Model;

namespace OvsTop.Analysis.Traces;

/// <summary>
/// What became of the flow that a round installed: put, keeps as runs, delete with its reason. One life of a ufid, which is a hash of the key and
/// comes again with the same flow.
/// </summary>
public sealed record FlowStory
{
    /// <summary>1, 2, 3, ... over the life of the engine.</summary>
    public required long Number { get; init; }

    /// <summary>The flow.</summary>
    public required Ufid Ufid { get; init; }

    /// <summary>1 for the first time it was seen installed, 2 for the second ...</summary>
    public required int Generation { get; init; }

    /// <summary>What happened, oldest first. Where there was more than can be kept, the runs after the put are gone: <see cref="RunsMissing"/>.</summary>
    public required IReadOnlyList<StoryRun> Runs { get; init; }

    /// <summary>Runs that gave way to later ones.</summary>
    public int RunsMissing { get; init; }

    /// <summary>Keeps in all.</summary>
    public uint Keeps { get; init; }

    /// <summary>Packets by the latest verdict; null when no verdict told.</summary>
    public ulong? Packets { get; init; }

    /// <summary>Bytes by the latest verdict; null when no verdict told.</summary>
    public ulong? Bytes { get; init; }

    /// <summary>True once it was deleted.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why it was, or will be, deleted; null while it lives; <c>unexplained</c> when no verdict preceded the delete.</summary>
    public string? Reason { get; init; }

    /// <summary>The round that installed it.</summary>
    public long Round { get; init; }
}
