using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Traces;

/// <summary>Replays rounds through the daemon that is watched, over a connection of its own.</summary>
internal sealed class DaemonReplayer : IRoundReplayer, IDisposable
{
    private readonly UnixctlClient _unixctl;
    private readonly RoundReplayer _replayer;

    /// <summary>Finds the daemon.</summary>
    /// <param name="pid">The daemon; null finds it.</param>
    /// <exception cref="Model.Sources.SourceException">There is none.</exception>
    public DaemonReplayer(int? pid)
    {
        _unixctl = new UnixctlClient(UnixctlEndpoint.Find(new DaemonFinder().Find(pid)));
        _replayer = new RoundReplayer(_unixctl);
    }

    /// <inheritdoc/>
    public long Version => _replayer.Version;

    /// <inheritdoc/>
    public string Trouble => _replayer.Trouble;

    /// <inheritdoc/>
    public void Want(IReadOnlyList<ReplayRequest> requests) => _replayer.Want(requests);

    /// <inheritdoc/>
    public RoundReplay? Find(long round) => _replayer.Find(round);

    /// <inheritdoc/>
    public void Dispose()
    {
        _replayer.Dispose();
        _unixctl.Dispose();
    }
}
