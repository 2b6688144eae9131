namespace OvsTop.Vswitchd.Unixctl;

/// <summary>Asks a running daemon questions that change nothing.</summary>
public interface IUnixctl
{
    /// <summary>
    /// One command and its answer, an error of the command included. Commands run on the daemon's main thread, so there is one at
    /// a time, at a bounded rate and share of that thread; the call waits for its turn.
    /// </summary>
    /// <param name="method">Command, e.g. <c>upcall/show</c>.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="cancellationToken">Gives up waiting; what has been sent is still taken to its end before the next request.</param>
    /// <exception cref="ArgumentException">The command is not one of the harmless ones (<see cref="UnixctlCommands"/>).</exception>
    /// <exception cref="UnixctlException">There is no answer; says why and when to try again.</exception>
    Task<UnixctlReply> CallAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken);
}
