using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Facts;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 7: the rounds of packets, and the names of the threads that handled them.</summary>
internal sealed class TraceAggregator
{
    private TraceEngine _engine = new();
    private ulong _timeNs;
    private CompiledFilter? _filter;
    private PacketFilter? _packetFilter;
    private readonly Dictionary<uint, string> _names = [];
    private readonly PortTable _ports = new();

    /// <summary>Reads the details of a batch.</summary>
    public void Add(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            _names.Clear();
            if (batch.TimeNs < _timeNs)
            {
                // A recording has gone back: what comes now has been told before, and would stand there twice.
                _engine = new TraceEngine { Numbering = _engine.Numbering };
            }
        }

        _timeNs = batch.TimeNs;
        if (!ReferenceEquals(_filter, batch.Filter))
        {
            _filter = batch.Filter;
            _packetFilter = _filter is null ? null : new PacketFilter(_filter, _ports.NameOf);
        }

        if (batch.Tallies is { } tallies && tallies.Count - 1 != _names.Count)
        {
            foreach (ref readonly var tally in tallies.Threads)
            {
                _names[tally.Tid] = tally.Name;
            }
        }

        _engine.Add(batch);
        if (batch.Rest == Rest.End)
        {
            _engine.Complete();
        }
    }

    /// <summary>What is known now.</summary>
    /// <param name="facts">Names of ports; null when the daemon does not say.</param>
    public TracesSnapshot Take(DaemonFacts? facts) => _engine.Take(NameOf, _packetFilter) with { PortName = _ports.Update(facts).NameOf, PortVersion = _ports.Version };

    private string NameOf(uint tid) => _names.GetValueOrDefault(tid) is { Length: > 0 } name ? name : $"thread {tid}";
}
