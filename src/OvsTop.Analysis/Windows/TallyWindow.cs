using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Windows;

/// <summary>
/// The cumulative tallies now and at the last tick: everything about an interval is the difference of the two. The tables are copies, for
/// a batch is valid only while it is handed over.
/// </summary>
internal sealed class TallyWindow
{
    private static readonly ThreadTally Nothing;

    /// <summary>A probe that is detached is so for longer: attached times, counts and the time of a batch are not read at one moment.</summary>
    private const double ShortestGap = 0.03;

    private TallyTable _earlier = new();
    private ulong _earlierNs;
    private ulong _timeNs;
    private bool _hasEarlier;
    private bool _rebase;

    /// <summary>Counts windows that started anew (restart of the daemon, seek). Who keeps history clears it when this changes.</summary>
    public int Epoch { get; private set; }

    /// <summary>True once a batch was seen.</summary>
    public bool Started { get; private set; }

    /// <summary>Time of the first event or batch.</summary>
    public ulong StartNs { get; private set; }

    /// <summary>Time of the latest batch.</summary>
    public ulong TimeNs => _timeNs;

    /// <summary>Start of the window.</summary>
    public ulong BaseNs { get; private set; }

    /// <summary>Length of the window.</summary>
    public double Seconds => (TimeNs - BaseNs) / 1e9;

    /// <summary>
    /// True when what was taken last was a part of this window: it repeats the last tick's and goes on a little, which the last window of a
    /// recording may, or it was looked at before its end.
    /// </summary>
    public bool Extends { get; private set; }

    /// <summary>Since when ticks are counted; null from the beginning of the epoch.</summary>
    public ulong? OriginNs { get; private set; }

    /// <summary>Latest tallies.</summary>
    public TallyTable Now { get; } = new();

    /// <summary>Tallies at <see cref="BaseNs"/>.</summary>
    public TallyTable Base { get; private set; } = new();

    /// <summary>Starts the window at a time, before the first batch: counts are zero there.</summary>
    public void StartAt(ulong timeNs)
    {
        Started = true;
        StartNs = BaseNs = _timeNs = timeNs;
    }

    /// <summary>Takes over the tallies of a batch.</summary>
    public void Add(ProbeBatch batch) => Add(batch, batch.Tallies);

    /// <summary>Takes over one of the tables of a batch; null when this poll did not read it.</summary>
    public void Add(ProbeBatch batch, TallyTable? tallies)
    {
        ulong timeNs = batch.TimeNs;
        if (!Started)
        {
            StartAt(batch.OriginNs ?? FirstNs(batch));
        }

        if (batch.Discontinuity)
        {
            _rebase = true;
            OriginNs = batch.OriginNs;
            StartNs = Math.Min(StartNs, timeNs);
            BaseNs = _timeNs = timeNs;
        }

        _timeNs = Math.Max(_timeNs, timeNs);
        if (tallies is not null)
        {
            Now.CopyFrom(tallies);
        }

        if (_rebase && tallies is not null)
        {
            Rebase(batch);
        }
    }

    /// <summary>The window is over: the next one starts now.</summary>
    public void Advance()
    {
        (_earlier, Base) = (Base, _earlier);
        _earlierNs = BaseNs;
        _hasEarlier = true;
        Base.CopyFrom(Now);
        BaseNs = TimeNs;
        Extends = false;
    }

    /// <summary>Starts the window at the tick before, if there is one: for an end too soon after a tick to give rates of its own.</summary>
    public void Extend()
    {
        if (_hasEarlier)
        {
            (_earlier, Base) = (Base, _earlier);
            BaseNs = _earlierNs;
            Extends = true;
        }
    }

    /// <summary>The window was looked at before its end: what is taken next replaces that.</summary>
    public void Peeked() => Extends = true;

    /// <summary>The part of the window in which a probe was attached, s: what its hits are to be divided by.</summary>
    public double SecondsOf(ProbeId probe) =>
        Now.AttachedNs is { } now ? Math.Min(Seconds, Difference.Of(now.At(probe, TimeNs), Base.AttachedNs?.At(probe, BaseNs) ?? 0) / 1e9) : Seconds;

    /// <summary>True when a probe was attached for the whole window.</summary>
    public bool Covers(ProbeId probe) => SecondsOf(probe) >= Seconds - ShortestGap;

    /// <summary>The tally at <see cref="BaseNs"/> of the thread or socket now in a slot; zeros for one that came since.</summary>
    public ref readonly ThreadTally BaseOf(int slot)
    {
        // Who reads a socket is learnt late, and may change.
        if (slot < Base.Count && Base[slot].PortId == Now[slot].PortId && (Base[slot].PortId != 0 || Base[slot].Tid == Now[slot].Tid))
        {
            return ref Base[slot];
        }

        return ref Nothing;
    }

    /// <summary>
    /// Starts anew. Tallies that hold no more than the records they came with began with them, as in a recording played from its beginning
    /// again: nothing of them is lost. Otherwise nobody knows what of them happened since.
    /// </summary>
    private void Rebase(ProbeBatch batch)
    {
        if (HitsOf(Now) == (ulong)batch.Records.Count)
        {
            Base.Clear();
            BaseNs = FirstNs(batch);
            StartNs = Math.Min(StartNs, BaseNs);
        }
        else
        {
            Base.CopyFrom(Now);
            BaseNs = TimeNs;
        }

        Epoch++;
        Extends = _hasEarlier = _rebase = false;
    }

    private static ulong HitsOf(TallyTable table)
    {
        ulong sum = 0;
        foreach (ref readonly var tally in table.Slots)
        {
            foreach (ulong hits in (ReadOnlySpan<ulong>)tally.Hits)
            {
                sum += hits;
            }
        }

        return sum;
    }

    private static ulong FirstNs(ProbeBatch batch)
    {
        foreach (var record in batch.Records)
        {
            return Math.Min(record.Header.TimeNs, batch.TimeNs);
        }

        return batch.TimeNs;
    }
}
