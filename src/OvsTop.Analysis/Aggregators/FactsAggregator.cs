using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Facts;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Aggregators;

/// <summary>What the daemon says of itself: the latest answers, and rates between each and the one before.</summary>
internal sealed class FactsAggregator
{
    private sealed class Histories
    {
        public History Flows { get; } = new();

        public History Dump { get; } = new();

        public History Misses { get; } = new();
    }

    private readonly ReadingPair<IReadOnlyList<DatapathStatus>> _datapaths = new();
    private readonly ReadingPair<IReadOnlyList<PmdThread>> _pmds = new();
    private readonly ReadingPair<IReadOnlyDictionary<string, ulong>> _coverage = new();
    private readonly Dictionary<string, Histories> _histories = [];
    private DaemonFacts? _facts;
    private int _epoch = -1;

    /// <summary>Takes over new answers.</summary>
    public void Add(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            _datapaths.Clear();
            _pmds.Clear();
            _coverage.Clear();
        }

        _facts = batch.Facts;
        _datapaths.Add(_facts?.Datapaths);
        _pmds.Add(_facts?.Pmds);
        _coverage.Add(_facts?.Coverage);
    }

    /// <summary>The facts at a tick; null where nobody asks.</summary>
    public FactsSnapshot? Take(TallyWindow window)
    {
        if (_epoch != window.Epoch)
        {
            _epoch = window.Epoch;
            _histories.Clear();
        }

        return _facts is not { } facts ? null : new FactsSnapshot
        {
            Latest = facts,
            Datapaths = Datapaths(facts, window.Extends),
            Pmds = [.. (facts.Pmds?.Value ?? []).Select(Pmd)],
            Counters = [.. CoverageNames.All.Where(name => facts.Coverage?.Value.ContainsKey(name) == true).Select(Counter)],
            Trouble = facts.Trouble is null ? null : $"{FactsSnapshot.Source}: {facts.Trouble}{NextTry(facts.RetryAtNs, window.TimeNs)}",
        };
    }

    private static string NextTry(ulong retryAtNs, ulong nowNs) =>
        retryAtNs > nowNs ? $", next try in {Math.Ceiling((retryAtNs - nowNs) / 1e9):0} s" : "";

    private List<DatapathRow> Datapaths(DaemonFacts facts, bool extends)
    {
        IEnumerable<string> names = [.. facts.FlowTables?.Value.Select(table => table.Name) ?? [], .. facts.Datapaths?.Value.Select(datapath => datapath.Name) ?? []];
        var rows = new List<DatapathRow>();
        foreach (string name in names.Distinct())
        {
            var table = facts.FlowTables?.Value.FirstOrDefault(other => other.Name == name);
            var status = facts.Datapaths?.Value.FirstOrDefault(other => other.Name == name);
            var row = Row(name, table, status);
            if (!_histories.TryGetValue(name, out var history))
            {
                _histories[name] = history = new Histories();
            }

            Note(history.Flows, row.Flows, extends);
            Note(history.Dump, row.DumpMs, extends);
            Note(history.Misses, row.MissesPerSecond, extends);
            rows.Add(row with { FlowsHistory = history.Flows.ToSeries(), DumpHistory = history.Dump.ToSeries(), MissesHistory = history.Misses.ToSeries() });
        }

        return rows;
    }

    private DatapathRow Row(string name, UpcallDatapath? table, DatapathStatus? status) => new()
    {
        Name = name,
        IsKernel = DatapathName.IsKernel(name),
        Flows = table?.CurrentFlows ?? status?.Flows,
        FlowsMaxAverage = table is { MaxFlows: { } max, AverageFlows: { } average } ? (max, average) : null,
        FlowLimit = table?.FlowLimit,
        DumpMs = table?.DumpDurationMs,
        Hits = status?.Hits,
        Misses = status?.Misses,
        Lost = status?.Lost,
        HitsPerSecond = _datapaths.Rate(datapaths => Find(datapaths, name)?.Hits),
        MissesPerSecond = _datapaths.Rate(datapaths => Find(datapaths, name)?.Misses),
        LostPerSecond = _datapaths.Rate(datapaths => Find(datapaths, name)?.Lost),
        Masks = status?.Masks,
        MaskHitsPerPacket = status?.MaskHitsPerPacket,
    };

    private PmdRow Pmd(PmdThread thread)
    {
        double? Rate(Func<PmdThread, ulong?> count) => _pmds.Rate(threads => threads.FirstOrDefault(other => other.Name == thread.Name) is { } same ? count(same) : null);
        return new PmdRow
        {
            Name = thread.Name,
            PacketsPerSecond = Rate(other => other.Packets),
            UpcallsPerSecond = Rate(other => other.Upcalls),
            LostPerSecond = Rate(other => other.LostUpcalls),
            Upcalls = thread.Upcalls,
            Lost = thread.LostUpcalls,
            UsPerUpcall = thread.UsPerUpcall,
            BusyPercent = thread.BusyPercent,
        };
    }

    /// <summary>A counter that an answer does not list was not hit until then.</summary>
    private CounterRow Counter(string name) =>
        new(name, _facts!.Coverage!.Value[name], _coverage.Rate(counters => counters.GetValueOrDefault(name)));

    private static DatapathStatus? Find(IReadOnlyList<DatapathStatus> datapaths, string name) => datapaths.FirstOrDefault(datapath => datapath.Name == name);

    private static void Note(History history, double? value, bool extends)
    {
        if (value is { } known)
        {
            history.Add(known, extends);
        }
    }
}
