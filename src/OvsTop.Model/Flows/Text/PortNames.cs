namespace OvsTop.Model.Flows;

/// <summary>Datapath port numbers and names in both directions, as <c>dpctl/show</c> or <c>dpif/show</c> list them.</summary>
public sealed class PortNames
{
    private readonly Dictionary<uint, string> _names = [];
    private readonly Dictionary<string, uint> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>Makes an empty table.</summary>
    public PortNames() => _byText = _ports.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Number of ports.</summary>
    public int Count => _names.Count;

    /// <summary>Adds or replaces a port.</summary>
    public void Set(uint port, string name)
    {
        if (_names.Remove(port, out string? old))
        {
            _ports.Remove(old);
        }

        _names[port] = name;
        _ports[name] = port;
    }

    /// <summary>The port's name, or null.</summary>
    public string? NameOf(uint port) => _names.GetValueOrDefault(port);

    /// <summary>Finds a port by its name.</summary>
    public bool TryPort(ReadOnlySpan<char> name, out uint port) => _byText.TryGetValue(name, out port);
}
