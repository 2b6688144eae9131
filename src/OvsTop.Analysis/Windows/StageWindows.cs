using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Windows;

/// <summary>One stage over all threads: the interval, the last 60 s and everything since start.</summary>
internal sealed class StageWindows(StageInfo info)
{
    /// <summary>What the windows of a minute need, with the spacing of the readings.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromSeconds(62);

    private const ulong MinuteNs = 60_000_000_000;

    /// <summary>Readings of the sum, far enough apart that the ring spans a minute at any interval.</summary>
    private const ulong SpacingNs = 900_000_000;
    private const int Readings = 72;

    private readonly Histogram _total = new(), _atBase = new(), _interval = new(), _minute = new();
    private readonly (ulong TimeNs, Histogram Sum)[] _ring = new (ulong, Histogram)[Readings];
    private readonly History _p99 = new();
    private readonly List<IReadOnlyList<ulong>> _octaves = [];
    private int _oldest;
    private int _kept;
    private int _epoch = -1;

    /// <summary>Histogram of the interval, valid until the next row is taken.</summary>
    public Histogram Interval => _interval;

    /// <summary>The row of a stage that thread tallies count; null before its first duration.</summary>
    public StageRow? Take(TallyWindow window, Stage stage)
    {
        if (Restarts(window))
        {
            StageTally nothing = default;
            for (int slot = 1; slot < window.Base.Count; slot++)
            {
                _total.Add(window.Base[slot].Stages[(int)stage], nothing);
            }

            Keep(window.BaseNs);
        }

        ulong minNs = ulong.MaxValue, maxNs = 0;
        _interval.Clear();
        for (int slot = 1; slot < window.Now.Count; slot++)
        {
            ref readonly var now = ref window.Now[slot].Stages[(int)stage];
            _interval.Add(now, window.BaseOf(slot).Stages[(int)stage]);
            minNs = now.Count == 0 ? minNs : Math.Min(minNs, now.MinNs);
            maxNs = Math.Max(maxNs, now.MaxNs);
        }

        return Row(window, minNs, maxNs);
    }

    /// <summary>The row of a stage measured on details; null before its first duration.</summary>
    /// <param name="window">Gives the times.</param>
    /// <param name="now">Durations since the window's epoch began.</param>
    /// <param name="before">The same at the start of the window.</param>
    public StageRow? Take(TallyWindow window, in StageTally now, in StageTally before)
    {
        if (Restarts(window))
        {
            Keep(window.BaseNs);
        }

        _interval.Clear();
        _interval.Add(now, before);
        return Row(window, now.MinNs, now.MaxNs);
    }

    private StageRow? Row(TallyWindow window, ulong minNs, ulong maxNs)
    {
        if (!window.Extends)
        {
            _atBase.CopyFrom(_total);
        }

        _total.SetSum(_atBase, _interval);
        if (_total.Count == 0)
        {
            return null;
        }

        var interval = _interval.Summarize(minNs, maxNs);
        _p99.Add(interval.P99Us, window.Extends);
        AddOctaves(window.Extends);
        _minute.SetDifference(_total, MinuteBase(window.TimeNs));
        Keep(window.TimeNs);
        return new StageRow
        {
            Stage = info.Stage,
            Name = info.Name,
            Meaning = info.Meaning,
            Interval = interval,
            Minute = _minute.Summarize(minNs, maxNs),
            Total = _total.SummarizeWithin(minNs, maxNs),
            P99History = _p99.ToSeries(),
            MinuteOctaves = _minute.Octaves(),
            OctaveHistory = [.. _octaves],
            TotalBuckets = _total.Buckets.ToArray(),
        };
    }

    private void AddOctaves(bool extends)
    {
        if (_octaves.Count > 0 && (extends || _octaves.Count == Series.Length))
        {
            _octaves.RemoveAt(extends ? _octaves.Count - 1 : 0);
        }

        _octaves.Add(_interval.Octaves());
    }

    private bool Restarts(TallyWindow window)
    {
        if (_epoch == window.Epoch)
        {
            return false;
        }

        _epoch = window.Epoch;
        _p99.Clear();
        _octaves.Clear();
        _total.Clear();
        _kept = 0;
        return true;
    }

    /// <summary>The newest reading that is at least a minute old, or the oldest there is.</summary>
    private Histogram MinuteBase(ulong timeNs)
    {
        while (_kept > 1 && _ring[(_oldest + 1) % Readings].TimeNs + MinuteNs <= timeNs)
        {
            _oldest = (_oldest + 1) % Readings;
            _kept--;
        }

        return _ring[_oldest].Sum;
    }

    private void Keep(ulong timeNs)
    {
        if (_kept > 0 && timeNs - _ring[(_oldest + _kept - 1) % Readings].TimeNs < SpacingNs)
        {
            return;
        }

        if (_kept == Readings)
        {
            _oldest = (_oldest + 1) % Readings;
            _kept--;
        }

        ref var reading = ref _ring[(_oldest + _kept) % Readings];
        reading.TimeNs = timeNs;
        reading.Sum ??= new Histogram();
        reading.Sum.CopyFrom(_total);
        _kept++;
    }
}
