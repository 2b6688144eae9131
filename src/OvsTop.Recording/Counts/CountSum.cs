using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Counts;

/// <summary>
/// Counts of parts that each began at zero (files one behind the other, a daemon that was started again) as if they had gone on. Rows of what was counted
/// before stand first and keep their places. Time goes on too where a clock went back, of batches and of their details.
/// </summary>
internal sealed class CountSum
{
    private readonly TallyTable _before = new(), _now = new(), _sum = new();
    private readonly TalkerTable _talkersBefore = new(), _talkersNow = new(), _talkersSum = new();
    private DetailLosses _lossesBefore, _lossesNow;
    private ulong _lastNs;
    private bool _any;

    /// <summary>Added to all times since the clock went back.</summary>
    public ulong ShiftNs { get; private set; }

    /// <summary>The time of the next batch, and of its details, on a clock that never goes back.</summary>
    public ulong Follow(ulong timeNs)
    {
        ShiftNs = timeNs + ShiftNs < _lastNs ? _lastNs - timeNs : ShiftNs;
        return _lastNs = timeNs + ShiftNs;
    }

    /// <summary>What comes counts from zero again.</summary>
    public void Restart()
    {
        if (_any)
        {
            AddTo(_before, _now);
        }
        else
        {
            _before.CopyFrom(_now);
        }

        _now.Clear();
        TalkerMath.Add(_talkersBefore, _talkersNow, _talkersSum);
        Keep(_talkersBefore, _talkersSum);
        _talkersBefore.CopyFrom(_talkersSum);
        _talkersNow.Clear();
        _lossesBefore = Sum(_lossesNow);
        _lossesNow = default;
        _any = true;
    }

    /// <summary>Puts the sums in the place of what a batch counts.</summary>
    public void Apply(ProbeBatch batch)
    {
        if (batch.Tallies is { } tallies)
        {
            _now.CopyFrom(tallies);
        }

        if (batch.Talkers is { } talkers)
        {
            _talkersNow.CopyFrom(talkers);
        }

        _lossesNow = batch.Losses;
        if (!_any && ShiftNs == 0)
        {
            return;
        }

        batch.Losses = Sum(batch.Losses);
        if (batch.Tallies is not null)
        {
            _sum.CopyFrom(_any ? _before : _now);
            if (_any)
            {
                AddTo(_sum, _now);
            }

            if (_sum.AttachedNs is { } times)
            {
                times.TimeNs += ShiftNs;
            }

            batch.Tallies = _sum;
        }

        if (batch.Talkers is not null && _any)
        {
            TalkerMath.Add(_talkersBefore, _talkersNow, _talkersSum);
            batch.Talkers = _talkersSum;
        }
    }

    private DetailLosses Sum(DetailLosses now) =>
        new(_lossesBefore.Delivered + now.Delivered, _lossesBefore.Lost + now.Lost, _lossesBefore.Skipped + now.Skipped);

    /// <summary>What was not counted last is not forgotten.</summary>
    private static void Keep(TalkerTable before, TalkerTable sum)
    {
        for (var dimension = TalkerDimension.InPort; (int)dimension < TalkerDimensionTable.Count; dimension++)
        {
            if (before.Find(dimension) is { } column && sum.Find(dimension) is null)
            {
                sum.Dimensions |= dimension.Alone();
                sum.Find(dimension)!.CopyFrom(column);
            }
        }
    }

    private static void AddTo(TallyTable sum, TallyTable table)
    {
        TallyMath.Add(ref sum.Shared, ref table.Shared);
        int known = sum.Count;
        for (int slot = 1; slot < table.Count; slot++)
        {
            int at = Find(sum, known, table[slot]);
            if (at == sum.Count && at == TallyTable.Capacity)
            {
                // No row is left: as in the kernel, only its hits are kept.
                at = 0;
            }
            else if (at == sum.Count)
            {
                sum.Resize(at + 1);
                (sum[at].Tid, sum[at].Comm, sum[at].PortId, sum[at].SecondTid) = (table[slot].Tid, table[slot].Comm, table[slot].PortId, table[slot].SecondTid);
            }

            TallyMath.Add(ref sum[at], ref table[slot]);
        }

        AddTimes(sum, table);
    }

    /// <summary>The row of the same thread among the first ones, or the place behind the last.</summary>
    private static int Find(TallyTable sum, int known, in ThreadTally tally)
    {
        for (int slot = 1; slot < known; slot++)
        {
            if (TallyMath.IsSameRow(sum[slot], tally))
            {
                return slot;
            }
        }

        return sum.Count;
    }

    /// <summary>Attached times add up where both say them; who does not say had all attached all the time, and so has the sum.</summary>
    private static void AddTimes(TallyTable sum, TallyTable table)
    {
        if (sum.AttachedNs is not { } before || table.AttachedNs is not { } now)
        {
            sum.SetTimes(null);
            return;
        }

        for (int i = 0; i < ProbeTable.Slots; i++)
        {
            before.Ns[i] = before.At((ProbeId)i, before.TimeNs) + now.Ns[i];
        }

        (before.On, before.TimeNs) = (now.On, now.TimeNs);
    }
}
