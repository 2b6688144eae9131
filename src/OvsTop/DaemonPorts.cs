using OvsTop.Model.Sources;
using OvsTop.Vswitchd.Daemons;
using OvsTop.Vswitchd.Replies;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop;

/// <summary>Datapath ports by name, for filters like <c>in_port=vm-42</c>. The daemon is asked (<c>dpif/show</c>) when the first name is looked up, once.</summary>
/// <param name="pid">The daemon; null finds it.</param>
internal sealed class DaemonPorts(int? pid)
{
    private readonly Lazy<IReadOnlyDictionary<string, uint>> _ports = new(() => Ask(pid));

    /// <summary>The datapath port of a name; null when there is none, or when the daemon does not say.</summary>
    public uint? Find(string name) => _ports.Value.TryGetValue(name, out uint port) ? port : null;

    private static Dictionary<string, uint> Ask(int? pid)
    {
        var ports = new Dictionary<string, uint>(StringComparer.Ordinal);
        try
        {
            using var client = new UnixctlClient(UnixctlEndpoint.Find(new DaemonFinder().Find(pid)));
            string reply = client.CallAsync("dpif/show", ReadOnlyMemory<string>.Empty, CancellationToken.None).GetAwaiter().GetResult().Result ?? "";
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
