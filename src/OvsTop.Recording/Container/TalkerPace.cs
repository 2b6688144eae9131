using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Container;

/// <summary>Talkers go into a recording once a second, and at its end as they were last.</summary>
internal sealed class TalkerPace
{
    private const ulong EveryNs = 900_000_000;

    private readonly TalkerTable _last = new();
    private ulong _toldNs;
    private bool _isTold = true;
    private bool _isKnown;

    /// <summary>The talkers as of a batch if it is time for them, or null.</summary>
    /// <param name="batch">The batch, which need not be noted.</param>
    /// <param name="now">It is time whenever they were told last.</param>
    public TalkerTable? Due(ProbeBatch batch, bool now)
    {
        Note(batch);
        if (!_isKnown || !(now || (!_isTold && batch.TimeNs - _toldNs >= EveryNs)))
        {
            return null;
        }

        _toldNs = batch.TimeNs;
        _isTold = true;
        return _last;
    }

    /// <summary>Remembers the talkers of a batch that is not told.</summary>
    public void Note(ProbeBatch batch)
    {
        if (batch.Talkers is { } talkers)
        {
            _last.CopyFrom(talkers);
            _isTold = false;
            _isKnown = true;
        }
    }

    /// <summary>The last talkers, or null when they were told.</summary>
    public TalkerTable? Last() => _isTold ? null : _last;
}
