using OvsTop.Model.Sources;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Traces;

/// <summary>Whom traces ask at the daemon that is watched: replays of rounds, single flows, its own traces. One connection, one request at a time.</summary>
internal sealed class DaemonReplayer : IRoundReplayer, IDisposable
{
    /// <summary>The longest pipeline (MAX_RESUBMITS, ofproto/ofproto-dpif-xlate.c) is shorter.</summary>
    private const int LongestReply = 4 << 20;

    private readonly UnixctlClient _unixctl;
    private readonly RoundReplayer _replayer;
    private readonly FlowInspector _inspector;
    private readonly DaemonTracer _tracer;

    private DaemonReplayer(UnixctlEndpoint endpoint, string? traceFilter)
    {
        _unixctl = new UnixctlClient(endpoint, new UnixctlOptions { LongestReply = LongestReply, DaemonTraces = traceFilter is not null });
        _replayer = new RoundReplayer(_unixctl);
        _inspector = new FlowInspector(_unixctl);
        _tracer = new DaemonTracer(_unixctl, traceFilter ?? "", agreed: traceFilter is not null);
    }

    /// <summary>Connects to the daemon; null when it has no control socket: then traces are shown without their pipeline.</summary>
    /// <param name="pid">The daemon; null finds it.</param>
    /// <param name="traceFilter">What the daemon is to trace itself, an ovs-ofctl match; null nothing.</param>
    public static DaemonReplayer? TryOpen(int? pid, string? traceFilter = null)
    {
        try
        {
            return new DaemonReplayer(UnixctlEndpoint.Find(new DaemonFinder().Find(pid)), traceFilter);
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
        _unixctl.Dispose();
    }
}
