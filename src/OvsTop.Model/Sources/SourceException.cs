namespace OvsTop.Model.Sources;

/// <summary>A source cannot go on. The message is the one line shown to the user: what, where, what to do.</summary>
public sealed class SourceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What, where, what to do.</param>
    /// <param name="exitCode">1 the work failed, 3 no daemon, no probes or no permission.</param>
    /// <param name="inner">Cause, if any.</param>
    public SourceException(string message, int exitCode = 1, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>Exit code of the program.</summary>
    public int ExitCode { get; }
}
