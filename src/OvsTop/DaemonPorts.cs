using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop;

/// <summary>Datapath ports by name, for filters like <c>in_port=vm-42</c>. The daemon is asked (<c>dpif/show</c>) when the first name is looked up, once.</summary>
/// <param name="live">Whom to ask, and through whom.</param>
internal sealed class DaemonPorts(LiveOptions live)
{
    private readonly Lazy<IReadOnlyDictionary<string, uint>> _ports = new(() => Ask(live));

    /// <summary>The datapath port of a name; null when there is none, or when the daemon does not say.</summary>
    public uint? Find(string name) => _ports.Value.TryGetValue(name, out uint port) ? port : null;

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
