using System.Globalization;
using System.Reactive.Linq;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis;

/// <summary>
/// A source seen through some of its handler threads: tallies and details of all others are taken out, except the details of kernel upcalls, which
/// tell how long the handler's upcalls waited. Losses of details are those of all threads, for nobody knows whose of a batch they were.
/// </summary>
public sealed class HandlerSource : IProbeSource
{
    private readonly IProbeSource _source;
    private readonly HashSet<string> _wanted;
    private readonly SortedDictionary<uint, string> _handlers = [];
    private readonly HashSet<uint> _chosen = [];
    private readonly ProbeBatch _batch = new();
    private readonly TallyTable _tallies = new();
    private readonly TallyTable _matched = new();

    /// <summary>Makes the view.</summary>
    /// <param name="source">The source; the caller's.</param>
    /// <param name="handlers">Names or thread ids, separated by commas.</param>
    public HandlerSource(IProbeSource source, string handlers)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(handlers);
        _source = source;
        _wanted = [.. handlers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        Batches = source.Batches.Select(Restrict);
    }

    /// <inheritdoc/>
    public IObservable<ProbeBatch> Batches { get; }

    /// <inheritdoc/>
    public SourceInfo Info => _source.Info;

    /// <summary>The threads chosen that received an upcall so far, by thread id.</summary>
    public IEnumerable<string> Chosen => Names(_chosen.Contains);

    /// <summary>All threads that received an upcall so far, by thread id.</summary>
    public IEnumerable<string> Known => Names(_ => true);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private IEnumerable<string> Names(Func<uint, bool> which) => _handlers.Where(known => which(known.Key)).Select(known => $"{known.Value} ({known.Key})");

    private ProbeBatch Restrict(ProbeBatch batch)
    {
        if (batch.Tallies is { } tallies)
        {
            Learn(tallies);
            Restrict(tallies, _tallies);
        }

        if (batch.Matched is { } matched)
        {
            Restrict(matched, _matched);
        }

        _batch.TimeNs = batch.TimeNs;
        _batch.Tallies = batch.Tallies is null ? null : _tallies;
        _batch.Matched = batch.Matched is null ? null : _matched;
        _batch.Filter = batch.Filter;
        _batch.Losses = batch.Losses;
        _batch.Names = batch.Names;
        _batch.Discontinuity = batch.Discontinuity;
        _batch.Records.Clear();
        foreach (var record in batch.Records)
        {
            if (record.Header.Probe is ProbeId.DpUpcall or ProbeId.DpUpcallReturn || _chosen.Contains(record.Header.Tid))
            {
                _batch.Records.Append(record.Bytes);
            }
        }

        return _batch;
    }

    private void Learn(TallyTable tallies)
    {
        foreach (ref readonly var thread in tallies.Threads)
        {
            if (thread.Hits[(int)ProbeId.RecvUpcall] > 0 && !(_handlers.TryGetValue(thread.Tid, out string? known) && known == thread.Name))
            {
                _handlers[thread.Tid] = thread.Name;
                if (_wanted.Contains(thread.Name) || _wanted.Contains(thread.Tid.ToString(CultureInfo.InvariantCulture)))
                {
                    _chosen.Add(thread.Tid);
                }
            }
        }
    }

    /// <summary>Rows keep their slots, so that differences to earlier tables stay those of one thread.</summary>
    private void Restrict(TallyTable all, TallyTable some)
    {
        some.CopyFrom(all);
        some.Shared = default;
        for (int slot = 1; slot < some.Count; slot++)
        {
            uint tid = some[slot].Tid;
            if (!_chosen.Contains(tid))
            {
                some[slot] = new ThreadTally { Tid = tid };
            }
        }
    }
}
