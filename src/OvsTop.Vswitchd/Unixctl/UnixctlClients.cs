using OvsTop.Vswitchd.Daemons;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// The clients of this process, one for each daemon: whoever asks a daemon asks through it, so rate, share of its main thread and one request at a
/// time hold for all who ask together. They last as long as the process. Thread safe.
/// </summary>
/// <param name="options">Limits for each daemon; null for the usual ones.</param>
public sealed class UnixctlClients(UnixctlOptions? options = null)
{
    private readonly Lock _lock = new();
    private readonly List<(Daemon Daemon, IUnixctl Client)> _known = [];

    /// <summary>The client of a daemon; nothing is sent yet.</summary>
    /// <exception cref="UnixctlException">It has no control socket that can be found.</exception>
    public IUnixctl Of(Daemon daemon)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        lock (_lock)
        {
            if (_known.Find(known => known.Daemon.SameProcess(daemon)).Client is { } client) return client;
            client = new UnixctlClient(UnixctlEndpoint.Find(daemon), options);
            _known.RemoveAll(known => !known.Daemon.IsAlive());
            _known.Add((daemon, client));
            return client;
        }
    }

    /// <summary>The client of the daemon that is watched.</summary>
    /// <param name="pid">The daemon; null finds it.</param>
    /// <exception cref="UnixctlException">It has no control socket that can be found.</exception>
    /// <exception cref="Model.Sources.SourceException">There is no such daemon, or more than one.</exception>
    public IUnixctl Of(int? pid) => Of(new DaemonFinder().Find(pid));
}
