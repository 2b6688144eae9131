namespace OvsTop.Model.Traces;

/// <summary>Replays rounds through the pipeline of a running daemon, in the background and at a pace that the daemon does not feel.</summary>
public interface IRoundReplayer
{
    /// <summary>Rises with every new result: whoever shows results looks again.</summary>
    long Version { get; }

    /// <summary>What keeps it from going on, in one line; empty when nothing does.</summary>
    string Trouble { get; }

    /// <summary>Wants rounds replayed: those not asked for again and not begun are forgotten. Rounds that are done or under way stay as they are.</summary>
    /// <param name="requests">The most wanted first.</param>
    void Want(IReadOnlyList<ReplayRequest> requests);

    /// <summary>The result of a round; null while there is none.</summary>
    RoundReplay? Find(long round);
}
