using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;

namespace OvsTop.Recording.Container;

/// <summary>Talkers go into a recording once a second, and at its end as they were last.</summary>
internal sealed class TalkerPace
{
    private const ulong EveryNs = 900_000_000;

    private readonly TalkerTable _last = new();
    private ulong _lastNs;
    private ulong _toldNs;
    private bool _isTold = true;
    private bool _isKnown;

    /// <summary>The talkers as of a batch if it is time for them, or null.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="now">It is time whenever they were told last.</param>
    public TalkerTable? Due(ProbeBatch batch, bool now)
    {
        if (batch.Talkers is { } talkers)
        {
            _last.CopyFrom(talkers);
            _lastNs = batch.TimeNs;
            _isTold = false;
            _isKnown = true;
        }

        if (!_isKnown || !(now || (!_isTold && batch.TimeNs - _toldNs >= EveryNs)))
        {
            return null;
        }

        _toldNs = batch.TimeNs;
        _isTold = true;
        return _last;
    }

    /// <summary>A batch with the last talkers, or null when they were told.</summary>
    public ProbeBatch? Last() => _isTold ? null : new ProbeBatch { TimeNs = _lastNs, Talkers = _last };
}
