namespace OvsTop.Model.Traces;

/// <summary>What came of replaying a round.</summary>
public sealed record RoundReplay
{
    /// <summary>The round as ovs-vswitchd makes it now; null when it could not be replayed.</summary>
    public TraceReply? Reply { get; init; }

    /// <summary>What an offline trace guesses of later rounds; only of a round that begins a packet.</summary>
    public IReadOnlyList<TraceReply> Guesses { get; init; } = [];

    /// <summary>Why it could not; <see cref="TraceRefusal.None"/> when it could.</summary>
    public TraceRefusal Refusal { get; init; }

    /// <summary>Why it could not, in the daemon's or the connection's words; empty when it could. Untrusted text.</summary>
    public string Problem { get; init; } = "";

    /// <summary>How the replay agrees with what really happened.</summary>
    public Agreement Agreement { get; init; }
}
