using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Windows;

/// <summary>Talkers now and at the last ticks; a <see cref="TallyWindow"/> says when those were.</summary>
internal sealed class TalkerWindow
{
    private TalkerTable _earlier = new();
    private bool _hasEarlier;
    private bool _rebase;

    /// <summary>Latest counts.</summary>
    public TalkerTable Now { get; } = new();

    /// <summary>Counts at the beginning of the window.</summary>
    public TalkerTable Base { get; private set; } = new();

    /// <summary>Takes over the talkers of a batch.</summary>
    public void Add(ProbeBatch batch)
    {
        _rebase |= batch.Discontinuity;
        if (batch.Talkers is not { } talkers)
        {
            return;
        }

        Now.CopyFrom(talkers);
        if (_rebase)
        {
            // Counts no larger than what they came with began with it, as in a recording played from its beginning again.
            _rebase = _hasEarlier = false;
            _earlier.Dimensions = TalkerDimensions.None;
            Base.Dimensions = TalkerDimensions.None;
            if (AnyMoreThan((ulong)batch.Records.Count))
            {
                Base.CopyFrom(Now);
            }
        }
    }

    /// <summary>Another filter is in force: counts begin at zero.</summary>
    public void Restart()
    {
        _hasEarlier = false;
        Now.Dimensions = TalkerDimensions.None;
        Base.Dimensions = TalkerDimensions.None;
        _earlier.Dimensions = TalkerDimensions.None;
    }

    /// <summary>The window is over.</summary>
    public void Advance()
    {
        (_earlier, Base) = (Base, _earlier);
        Base.CopyFrom(Now);
        _hasEarlier = true;
    }

    /// <summary>Starts the window at the tick before, if there is one.</summary>
    public void Extend() => (_earlier, Base) = _hasEarlier ? (Base, _earlier) : (_earlier, Base);

    private bool AnyMoreThan(ulong records)
    {
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (Now.Find(dimension)?.Total > records)
            {
                return true;
            }
        }

        return false;
    }
}
