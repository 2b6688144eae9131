using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop;

/// <summary>
/// Datapath ports by name, for filters like <c>in_port=vm-42</c>. The daemon is asked (<c>dpif/show</c>) when the first name is looked up, and again when it had no
/// such port some seconds ago: it may have come since, or the daemon was busy. Used by one thread.
/// </summary>
/// <param name="ask">Asks; none when it does not say.</param>
/// <param name="patience">How long a look-up may wait for the answer; null for as long as it takes. A later look-up finds what came too late for this one.</param>
/// <param name="time">Tells how long ago the daemon answered; that of the machine if null.</param>
internal sealed class DaemonPorts(Func<Dictionary<string, uint>> ask, TimeSpan? patience = null, TimeProvider? time = null)
{
    /// <summary>For somebody who is typing.</summary>
    public static readonly TimeSpan WhileTyping = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private Dictionary<string, uint> _ports = [];
    private Task<Dictionary<string, uint>>? _asked;
    private long? _answeredAt;

    /// <summary>Ports of a daemon.</summary>
    /// <param name="live">Whom to ask, and through whom.</param>
    /// <param name="patience">How long a look-up may wait.</param>
    public DaemonPorts(LiveOptions live, TimeSpan? patience = null)
        : this(() => Ask(live), patience)
    {
    }

    /// <summary>The datapath port of a name; null when there is none, or when the daemon does not say (in time).</summary>
    public uint? Find(string name)
    {
        TakeAnswer(TimeSpan.Zero);
        if (!_ports.ContainsKey(name))
        {
            if (_asked is null && (_answeredAt is not { } then || _time.GetElapsedTime(then) > AskAgainAfter))
            {
                _asked = Task.Run(ask);
            }

            TakeAnswer(patience ?? Timeout.InfiniteTimeSpan);
        }

        return _ports.TryGetValue(name, out uint port) ? port : null;
    }

    private void TakeAnswer(TimeSpan wait)
    {
        if (_asked?.Wait(wait) == true)
        {
            _ports = _asked.Result.Count > 0 ? _asked.Result : _ports;
            _asked = null;
            _answeredAt = _time.GetTimestamp();
        }
    }

    private static Dictionary<string, uint> Ask(LiveOptions live)
    {
        var ports = new Dictionary<string, uint>(StringComparer.Ordinal);
        try
        {
            string reply = live.Unixctl.Of(live.Pid).CallAsync("dpif/show", ReadOnlyMemory<string>.Empty, CancellationToken.None).GetAwaiter().GetResult().Result ?? "";
            foreach (var port in DpifShow.Parse(reply).SelectMany(datapath => datapath.Ports))
            {
                if (port.DatapathPort is { } number)
                {
                    ports[port.Name] = number;
                }
            }
        }
        catch (Exception e) when (e is UnixctlException or SourceException)
        {
            // Without its control socket the daemon has no names: the filter says which of its names have no port.
            return ports;
        }

        return ports;
    }
}
