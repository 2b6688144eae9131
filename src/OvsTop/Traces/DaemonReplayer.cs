using OvsTop.Model.Sources;
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

    private DaemonReplayer(UnixctlEndpoint endpoint)
    {
        _unixctl = new UnixctlClient(endpoint);
        _replayer = new RoundReplayer(_unixctl);
    }

    /// <summary>Connects to the daemon; null when it has no control socket: then traces are shown without their pipeline.</summary>
    /// <param name="pid">The daemon; null finds it.</param>
    public static DaemonReplayer? TryOpen(int? pid)
    {
        try
        {
            return new DaemonReplayer(UnixctlEndpoint.Find(new DaemonFinder().Find(pid)));
        }
        catch (Exception e) when (e is UnixctlException or SourceException)
        {
            return null;
        }
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
