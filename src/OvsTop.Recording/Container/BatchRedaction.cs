using OvsTop.Model.Facts;
using OvsTop.Model.Redaction;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Container;

/// <summary>Redacted copies of what a batch holds; what it holds itself stays as it is, others use it.</summary>
/// <param name="redactor">Gives the pseudonyms.</param>
/// <param name="ports">Names that filters may hold.</param>
internal sealed class BatchRedaction(Redactor redactor, IEnumerable<string> ports)
{
    private readonly TallyTable _table = new();
    private readonly Dictionary<string, string> _threads = new(StringComparer.Ordinal);
    private byte[] _record = new byte[1024];

    /// <summary>A record, until the next call.</summary>
    public ReadOnlySpan<byte> Record(ReadOnlySpan<byte> record)
    {
        if (_record.Length < record.Length)
        {
            _record = new byte[record.Length * 2];
        }

        var copy = _record.AsSpan(0, record.Length);
        record.CopyTo(copy);
        RecordRedactor.Redact(redactor, copy);
        return copy;
    }

    /// <summary>Tallies with redacted thread names, until the next call.</summary>
    public TallyTable Tallies(TallyTable table)
    {
        _table.CopyFrom(table);
        for (int slot = 0; slot < table.Count; slot++)
        {
            if (((ReadOnlySpan<byte>)table[slot].Comm)[0] != 0)
            {
                Rename(ref _table[slot]);
            }
        }

        return _table;
    }

    /// <summary>A name of a thread, a device or a datapath.</summary>
    public string Name(string name) => redactor.Name(name);

    /// <summary>A filter.</summary>
    public string Text(string text) => TextRedactor.Redact(redactor, text, ports);

    /// <summary>Facts without the names of datapaths, bridges, ports and threads, and without what ports are configured with: it may hold addresses.</summary>
    public DaemonFacts Facts(DaemonFacts facts) => facts with
    {
        FlowTables = facts.FlowTables is { } tables ? tables with { Value = [.. tables.Value.Select(table => table with { Name = Name(table.Name) })] } : null,
        Datapaths = facts.Datapaths is { } datapaths ? datapaths with
        {
            Value = [.. datapaths.Value.Select(datapath => datapath with
            {
                Name = Name(datapath.Name),
                Ports = [.. datapath.Ports.Select(port => port with { Name = Name(port.Name), Configuration = "" })],
            })],
        }
        : null,
        Ports = facts.Ports is { } ports
            ? ports with { Value = [.. ports.Value.Select(port => port with { Bridge = Name(port.Bridge), Name = Name(port.Name), Configuration = "" })] }
            : null,
        Threads = [.. facts.Threads.Select(thread => thread with { Name = Name(thread.Name) })],
        Unanswered = facts.Unanswered.ToDictionary(pair => pair.Key, pair => Text(pair.Value)),
    };

    private void Rename(ref ThreadTally tally)
    {
        string name = tally.Name;
        if (!_threads.TryGetValue(name, out string? redacted))
        {
            _threads.Add(name, redacted = redactor.Name(name));
        }

        if (redacted != name)
        {
            tally.SetName(redacted);
        }
    }
}
