using OvsTop.Model.Sources;
using OvsTop.Model.Traces;
using OvsTop.Probes.Live;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Traces;

/// <summary>Whom traces ask at the daemon that is watched: replays of rounds, single flows, its own traces.</summary>
internal sealed class DaemonReplayer : IRoundReplayer, IDisposable
{
    private readonly RoundReplayer _replayer;
    private readonly FlowInspector _inspector;
    private readonly DaemonTracer _tracer;

    private DaemonReplayer(IUnixctl unixctl, string? traceFilter)
    {
        _replayer = new RoundReplayer(unixctl);
        _inspector = new FlowInspector(unixctl);
        _tracer = new DaemonTracer(unixctl, traceFilter ?? "", agreed: traceFilter is not null);
    }

    /// <summary>Begins to ask the daemon; null when it has no control socket: then traces are shown without their pipeline.</summary>
    /// <param name="live">Whom to ask, and through whom.</param>
    /// <param name="traceFilter">What the daemon is to trace itself, an ovs-ofctl match; null nothing. Needs <see cref="UnixctlOptions.DaemonTraces"/>.</param>
    public static DaemonReplayer? TryOpen(LiveOptions live, string? traceFilter = null)
    {
        try
        {
            return new DaemonReplayer(live.Unixctl.Of(live.Pid), traceFilter);
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

    /// <summary>Asks about single flows.</summary>
    public IFlowInspector Inspector => _inspector;

    /// <summary>Traces that the daemon took.</summary>
    public IDaemonTracer Tracer => _tracer;

    /// <inheritdoc/>
    public void Want(IReadOnlyList<ReplayRequest> requests) => _replayer.Want(requests);

    /// <inheritdoc/>
    public RoundReplay? Find(long round) => _replayer.Find(round);

    /// <inheritdoc/>
    public void Dispose()
    {
        _replayer.Dispose();
        _inspector.Dispose();
        _tracer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
