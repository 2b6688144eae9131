using System.Diagnostics;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Details;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Probes.Live;

/// <summary>A filter at work on a session: in the kernel, and here for what the kernel cannot decide.</summary>
internal sealed class LiveFilter
{
    private readonly KernelSession _session;
    private readonly DetailFilter? _rest;
    private readonly TallyTable _matched = new();
    private readonly RecordTest _judgedOnly;
    private readonly ulong _sinceNs;

    private LiveFilter(KernelSession session, CompiledFilter filter)
    {
        _session = session;
        Filter = filter;
        _rest = filter.IsKernelExact ? null : new DetailFilter(filter);
        _judgedOnly = JudgedOnly;
        session.SetFilter(filter.Kernel);
        _sinceNs = ((ulong)Stopwatch.GetElapsedTime(0).Ticks + 1) * 100;
    }

    /// <summary>The filter.</summary>
    public CompiledFilter Filter { get; }

    /// <summary>Who caused what matches, where that is decided here; null when the kernel counts it.</summary>
    public TalkerTable? Talkers => _rest?.Talkers.Table;

    /// <summary>Sets by what matches are counted here.</summary>
    public void SetDimensions(TalkerDimensions dimensions)
    {
        if (_rest is not null)
        {
            _rest.Talkers.Table.Dimensions = dimensions;
        }
    }

    /// <summary>Sets a filter; null takes the old one away.</summary>
    public static LiveFilter? Start(KernelSession session, CompiledFilter? filter)
    {
        if (filter is not null)
        {
            return new LiveFilter(session, filter);
        }

        session.SetFilter(null);
        return null;
    }

    /// <summary>Removes from a batch what does not match.</summary>
    /// <param name="batch">What the session yielded.</param>
    /// <param name="tallies">Rows and names of the threads.</param>
    /// <param name="withCounts">Whether the counts are wanted.</param>
    /// <returns>The counts of what matches, or null.</returns>
    public TallyTable? Apply(ProbeBatch batch, TallyTable tallies, bool withCounts)
    {
        batch.Records.Keep(_judgedOnly);
        _rest?.Apply(batch, tallies);
        if (withCounts && _rest is null)
        {
            _session.ReadMatched(tallies, _matched);
        }

        return !withCounts ? null : _rest?.Matched ?? _matched;
    }

    /// <summary>The programs look at the clock before they look at the filter, so nothing later can have passed the one before.</summary>
    private RecordFate JudgedOnly(in ProbeEvent record) => record.Header.TimeNs >= _sinceNs ? RecordFate.Kept : RecordFate.Removed;
}
