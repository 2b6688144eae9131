namespace OvsTop.Vswitchd.Unixctl;

/// <summary>The daemon gave no answer. The message is one line.</summary>
public sealed class UnixctlException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">What, where, what to do.</param>
    /// <param name="retryAfter">Earliest sensible next try.</param>
    /// <param name="inner">Cause, if any.</param>
    public UnixctlException(UnixctlFailure failure, string message, TimeSpan retryAfter = default, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        RetryAfter = retryAfter;
    }

    /// <summary>Why.</summary>
    public UnixctlFailure Failure { get; }

    /// <summary>Earliest sensible next try, from now.</summary>
    public TimeSpan RetryAfter { get; }
}
