using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Counts;

/// <summary>The counts of a source that has been running for some time, less what they were when a recording, or another file of it, began.</summary>
internal sealed class CountBase
{
    private readonly TallyTable _base = new(), _now = new(), _since = new();
    private readonly TalkerTable _talkersBase = new(), _talkersNow = new(), _talkersSince = new();
    private CompiledFilter? _filter;
    private DetailLosses _losses, _lossesNow;
    private bool _begun;

    /// <summary>Counts begin at zero.</summary>
    /// <param name="fromNowOn">With the first batch that has tallies; otherwise with the source.</param>
    public CountBase(bool fromNowOn) => _begun = !fromNowOn;

    /// <summary>Sees a batch; when counts begin now, the first one with tallies is their zero and belongs to nobody.</summary>
    /// <returns>Whether the batch belongs to the recording.</returns>
    public bool Begin(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            // Another daemon: its counts began with it.
            _base.Clear();
            _now.Clear();
            _talkersBase.Dimensions = _talkersNow.Dimensions = TalkerDimensions.None;
            _losses = _lossesNow = default;
            _begun = true;
        }

        if (!ReferenceEquals(batch.Filter, _filter))
        {
            // Talkers are those of what matches, since that filter was set.
            _filter = batch.Filter;
            _talkersBase.Dimensions = _talkersNow.Dimensions = TalkerDimensions.None;
        }

        if (batch.Tallies is { } tallies)
        {
            _now.CopyFrom(tallies);
            _lossesNow = batch.Losses;
        }

        if (batch.Talkers is { } talkers)
        {
            _talkersNow.CopyFrom(talkers);
        }

        if (_begun)
        {
            return true;
        }

        if (batch.Tallies is not null)
        {
            BeginAnew();
            _begun = true;
        }

        return false;
    }

    /// <summary>What was seen last is the zero of what comes.</summary>
    public void BeginAnew()
    {
        _base.CopyFrom(_now);
        _talkersBase.CopyFrom(_talkersNow);
        _losses = _lossesNow;
    }

    /// <summary>Losses since the beginning.</summary>
    public DetailLosses Since(DetailLosses now) =>
        new(TallyMath.Less(now.Delivered, _losses.Delivered), TallyMath.Less(now.Lost, _losses.Lost), TallyMath.Less(now.Skipped, _losses.Skipped));

    /// <summary>Talkers since the beginning, valid until the next call; null if there are none.</summary>
    public TalkerTable? Since(TalkerTable? now)
    {
        if (now is null)
        {
            return null;
        }

        TalkerMath.Subtract(now, _talkersBase, _talkersSince);
        return _talkersSince;
    }

    /// <summary>Tallies since the beginning, valid until the next call; null if there are none.</summary>
    public TallyTable? Since(TallyTable? now)
    {
        if (now is null)
        {
            return null;
        }

        _since.CopyFrom(now);
        for (int slot = 0; slot < Math.Min(now.Count, _base.Count); slot++)
        {
            if (TallyMath.IsSameRow(_base[slot], now[slot]))
            {
                TallyMath.Subtract(ref _since[slot], ref _base[slot]);
            }
        }

        if (_since.AttachedNs is { } times && _base.AttachedNs is { } before)
        {
            for (int i = 0; i < ProbeTable.Slots; i++)
            {
                times.Ns[i] = TallyMath.Less(times.Ns[i], before.At((ProbeId)i, before.TimeNs));
            }
        }

        return _since;
    }
}
