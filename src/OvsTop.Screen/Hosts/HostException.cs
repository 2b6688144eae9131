namespace OvsTop.Screen.Hosts;

/// <summary>There is no terminal to draw on; the message is one line: what, where, what to do.</summary>
/// <param name="message">The line.</param>
/// <param name="exitCode">2 when the program should have been called otherwise, else 1.</param>
public sealed class HostException(string message, int exitCode) : Exception(message)
{
    /// <summary>Exit code of the program.</summary>
    public int ExitCode { get; } = exitCode;
}
