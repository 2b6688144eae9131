using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Details;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Replay;

/// <summary>The filter of a replay: set from any thread, applied on the thread that plays.</summary>
/// <param name="addsUp">Whether counts go on at a discontinuity.</param>
internal sealed class ReplayFilter(bool addsUp)
{
    private volatile CompiledFilter? _wanted;
    private CompiledFilter? _inForce;
    private DetailFilter? _filter;
    private readonly ReplayTalkers _talkers = new(addsUp);

    /// <summary>Sets the filter for the batches to come.</summary>
    public void Set(CompiledFilter? filter) => _wanted = filter;

    /// <summary>Sets by what upcalls are counted.</summary>
    public void Set(TalkerDimensions dimensions) => _talkers.Set(dimensions);

    /// <summary>Leaves out what does not match and counts what does, anew for every filter and after every discontinuity at which counts begin anew.</summary>
    public ProbeBatch Apply(ProbeBatch batch)
    {
        _inForce = _wanted;
        if (_inForce is null)
        {
            _filter = null;
        }
        else if (!ReferenceEquals(_inForce, _filter?.Filter) || (batch.Discontinuity && !addsUp))
        {
            _filter = new DetailFilter(_inForce);
            _talkers.Instruct(_filter);
        }

        _talkers.Count(batch);
        _filter?.Apply(batch, batch.Tallies);
        batch.Matched = batch.Tallies is null ? null : _filter?.Matched;
        batch.Talkers = _talkers.Shown(batch, _filter);
        return Mark(batch);
    }

    /// <summary>Says which filter is in force, in a batch without anything to filter.</summary>
    public ProbeBatch Mark(ProbeBatch batch)
    {
        batch.Filter = _inForce;
        return batch;
    }
}
