using OvsTop.Model.Events;
using OvsTop.Model.Filters.Details;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Replay;

/// <summary>
/// The talkers of a replay: as recorded where they were, otherwise counted from the details. Details that are not there make the bounds larger. Dimensions are set
/// from any thread; the rest on the thread that plays.
/// </summary>
/// <param name="addsUp">Whether counts go on at a discontinuity.</param>
internal sealed class ReplayTalkers(bool addsUp)
{
    private readonly TalkerTable _shown = new();
    private TalkerCounter _counter = new();
    private volatile TalkerDimensions _wanted = TalkerDimensions.Recorded;
    private ulong? _start = 0;
    private ulong _counted;
    private bool _isRecorded;

    /// <summary>Sets what is shown; what comes is counted from there on.</summary>
    public void Set(TalkerDimensions dimensions) => _wanted = dimensions;

    /// <summary>Counts the details of a batch before a filter takes some of them out.</summary>
    public void Count(ProbeBatch batch)
    {
        bool restarts = batch.Discontinuity && !addsUp;
        bool isAnew = restarts || _wanted != _counter.Table.Dimensions;
        if (isAnew)
        {
            // From the beginning all upcalls are counted here; at a later place, those from there on.
            bool isBeginning = restarts ? batch.OriginNs is null : _counted == 0 && _start == 0;
            _counter = new TalkerCounter();
            _counter.Table.Dimensions = _wanted;
            _counted = 0;
            _isRecorded &= !restarts || batch.OriginNs is not null;
            _start = isBeginning ? 0 : null;
        }

        foreach (var record in batch.Records)
        {
            _counter.Add(record);
            _counted += record.Header.Probe is ProbeId.RecvUpcall && (record.Header.Flags & EventFlags.Unmatched) == 0 ? 1u : 0;
        }

        if (batch.Tallies is { } tallies)
        {
            Complete(tallies);
        }
    }

    /// <summary>What belongs into <see cref="ProbeBatch.Talkers"/>.</summary>
    /// <param name="batch">The batch as it was recorded.</param>
    /// <param name="filter">The filter in force, or null.</param>
    public TalkerTable? Shown(ProbeBatch batch, DetailFilter? filter)
    {
        if (batch.Tallies is null && batch.Talkers is null)
        {
            return null;
        }

        if (filter is not null)
        {
            return filter.Talkers.Table;
        }

        if (batch.Talkers is not { } recorded)
        {
            // Between two that were recorded nothing is told, or the counts would change their origin.
            return _isRecorded ? null : _counter.Table;
        }

        _isRecorded = true;

        _shown.Dimensions = _counter.Table.Dimensions;
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            _shown.Find(dimension)?.CopyFrom(recorded.Find(dimension) ?? _counter.Table.Find(dimension)!);
        }

        return _shown;
    }

    /// <summary>Tells a new filter what to count.</summary>
    public void Instruct(DetailFilter filter) => filter.Talkers.Table.Dimensions = _wanted;

    private void Complete(TallyTable tallies)
    {
        ulong upcalls = tallies.Hits(ProbeId.RecvUpcall);
        _start ??= upcalls - Math.Min(upcalls, _counted);
        ulong total = Math.Max(_counted, upcalls - Math.Min(upcalls, _start.Value));
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (_counter.Table.Find(dimension) is { } column)
            {
                column.Total = total;
                column.Missed = total - _counted;
            }
        }
    }
}
