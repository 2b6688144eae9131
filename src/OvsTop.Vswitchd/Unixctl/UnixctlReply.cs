namespace OvsTop.Vswitchd.Unixctl;

/// <summary>Answer of a command: <see cref="Result"/> or <see cref="Error"/>, never both. Untrusted text.</summary>
public sealed record UnixctlReply
{
    /// <summary>Text of the answer, or the JSON of a command that has a form of its own (<see cref="IsJson"/>); null after an error.</summary>
    public string? Result { get; init; }

    /// <summary>What the command complained about, or null.</summary>
    public string? Error { get; init; }

    /// <summary><see cref="Result"/> is a JSON object (Open vSwitch 3.4 and newer, only when asked for).</summary>
    public bool IsJson { get; init; }

    /// <summary>From request to answer: mostly the daemon's main thread.</summary>
    public TimeSpan Duration { get; init; }
}
