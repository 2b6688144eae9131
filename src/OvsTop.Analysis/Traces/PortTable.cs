using System.Globalization;
using OvsTop.Model.Facts;

namespace OvsTop.Analysis.Traces;

/// <summary>Names of datapath ports by number, from what the daemon says. A name it says once stays until it says another.</summary>
public sealed class PortTable
{
    private readonly Dictionary<uint, string> _names = [];
    private object? _bridges, _datapaths;

    /// <summary>Rises whenever a name has changed.</summary>
    public int Version { get; private set; }

    /// <summary>Takes over what is new.</summary>
    /// <param name="facts">What the daemon says; null nothing.</param>
    public PortTable Update(DaemonFacts? facts)
    {
        if (facts is null || (ReferenceEquals(facts.Ports, _bridges) && ReferenceEquals(facts.Datapaths, _datapaths)))
        {
            return this;
        }

        (_bridges, _datapaths) = (facts.Ports, facts.Datapaths);
        foreach (var port in facts.Ports?.Value ?? [])
        {
            Add(port);
        }

        // Tunnels of a kind share one port, which only the datapath has a name for.
        foreach (var port in facts.Datapaths?.Value.SelectMany(datapath => datapath.Ports) ?? [])
        {
            Set(port.Number, port.Name);
        }

        return this;
    }

    /// <summary>Takes over the ports of bridges.</summary>
    public PortTable Update(IEnumerable<BridgePort> ports)
    {
        foreach (var port in ports)
        {
            Add(port);
        }

        return this;
    }

    /// <summary>The name of a port, or its number. Untrusted text.</summary>
    public string NameOf(uint port) => _names.GetValueOrDefault(port) is { Length: > 0 } name ? name : port.ToString(CultureInfo.InvariantCulture);

    private void Add(BridgePort port)
    {
        if (port.DatapathPort is { } number)
        {
            Set(number, port.Name);
        }
    }

    private void Set(uint number, string name)
    {
        if (_names.GetValueOrDefault(number) != name)
        {
            _names[number] = name;
            Version++;
        }
    }
}
