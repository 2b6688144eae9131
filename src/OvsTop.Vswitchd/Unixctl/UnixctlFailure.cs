namespace OvsTop.Vswitchd.Unixctl;

/// <summary>Why there is no answer.</summary>
public enum UnixctlFailure
{
    /// <summary>No socket, no permission, or nobody listens.</summary>
    Unreachable,

    /// <summary>No complete answer in time: the main thread is busy or blocked.</summary>
    Timeout,

    /// <summary>The connection ended before the answer did.</summary>
    Closed,

    /// <summary>What came is not an answer.</summary>
    Malformed,

    /// <summary>The answer is longer than allowed.</summary>
    TooLarge,

    /// <summary>Not asked at all: after a failure, or because the budget is spent.</summary>
    Deferred,
}
