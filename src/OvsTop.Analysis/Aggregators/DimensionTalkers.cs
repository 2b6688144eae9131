using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Facts;
using OvsTop.Model.Talkers;

namespace OvsTop.Analysis.Aggregators;

/// <summary>The talkers of one dimension: who is listed, and what was listed lately.</summary>
internal sealed class DimensionTalkers
{
    /// <summary>Most rows of a list: the loudest of the interval and the loudest since the beginning, as many of each.</summary>
    public const int MostOfEach = 100;

    private const int Followed = 64;
    private const int Forgotten = Series.Length;

    private readonly History _all = new();
    private readonly Dictionary<TalkerKey, Track> _tracks = [];
    private readonly Dictionary<TalkerKey, string> _texts = [];
    private ulong[] _in = [];
    private int[] _order = [], _active = [];
    private int _listed;
    private long _tick;

    /// <summary>The window in rows.</summary>
    /// <param name="now">Counts now.</param>
    /// <param name="before">Counts at the beginning of the window; null when there were none.</param>
    /// <param name="window">When that was.</param>
    /// <param name="ports">Names of ports.</param>
    public TalkerList Take(TalkerColumn now, TalkerColumn? before, TallyWindow window, Dictionary<uint, BridgePort> ports)
    {
        _tick++;
        double seconds = window.Seconds;
        ulong allIn = Difference.Of(now.Total, before?.Total ?? 0);
        ulong otherIn = Choose(now, before, allIn);
        Follow(now, window);
        var rows = new List<TalkerRow>(_listed);
        ulong listed = 0, listedIn = 0;
        foreach (int i in _order.AsSpan(0, _listed))
        {
            ref readonly var row = ref now.Rows[i];
            listed += row.Count;
            listedIn += _in[i];
            rows.Add(Row(row.Key, ports) with
            {
                Total = row.Count,
                Bound = now.BoundOf(row),
                PerSecond = Difference.Rate(_in[i], seconds),
                Share = Difference.Share(_in[i], allIn),
                TotalShare = Difference.Share(row.Count, now.Total),
                History = _tracks.TryGetValue(row.Key, out var track) ? track.History.ToSeries() : Series.Empty,
            });
        }

        _all.Add(Difference.Rate(allIn, seconds), window.Extends);
        return new TalkerList
        {
            Dimension = now.Dimension,
            Rows = rows,
            More = now.Count - rows.Count,
            Rest = Sum("rest", now.Sum - listed, allIn - otherIn - listedIn),
            Other = Sum("other", now.Other, otherIn),
            All = Sum("total", now.Total, allIn) with { History = _all.ToSeries() },
        };

        TalkerRow Sum(string text, ulong count, ulong countIn) => new()
        {
            Text = text,
            Total = count,
            PerSecond = Difference.Rate(countIn, seconds),
            Share = Difference.Share(countIn, allIn),
            TotalShare = Difference.Share(count, now.Total),
        };
    }

    /// <summary>
    /// Finds what each row had in the window, and who is listed, in order. A row that made room and came back seems to have had all of it now: no more is
    /// believed than what is left of the window.
    /// </summary>
    /// <returns>What is left in the window for nobody.</returns>
    private ulong Choose(TalkerColumn now, TalkerColumn? before, ulong allIn)
    {
        if (_in.Length < now.Count)
        {
            _in = new ulong[TalkerColumn.Capacity];
            _order = new int[TalkerColumn.Capacity];
            _active = new int[TalkerColumn.Capacity];
        }

        var rows = now.Rows;
        int active = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int at = before?.IndexOf(rows[i].Key) ?? -1;
            _in[i] = at < 0 ? rows[i].Count : Difference.Of(rows[i].Count, before!.Rows[at].Count);
            _order[i] = i;
            if (_in[i] > 0)
            {
                _active[active++] = i;
            }
        }

        // Among those that had nothing in the window the loudest of the window are the loudest since the beginning, and these are listed anyway.
        Comparison<int> byCount = (a, b) => now.Rows[b].Count.CompareTo(now.Rows[a].Count) is var order and not 0 ? order : TalkerKey.Order.Compare(now.Rows[a].Key, now.Rows[b].Key);
        Comparison<int> byIn = (a, b) => _in[b].CompareTo(_in[a]) is var order and not 0 ? order : byCount(a, b);
        _listed = Best.First(_order.AsSpan(0, rows.Length), MostOfEach, byCount);
        var loudest = _order.AsSpan(0, _listed);
        foreach (int i in _active.AsSpan(0, Best.First(_active.AsSpan(0, active), MostOfEach, byIn)))
        {
            if (!loudest.Contains(i))
            {
                _order[_listed++] = i;
            }
        }

        _order.AsSpan(0, _listed).Sort(byIn);
        ulong left = allIn;
        foreach (int i in _active.AsSpan(0, active))
        {
            _in[i] = Math.Min(_in[i], left);
            left -= _in[i];
        }

        return left;
    }

    private void Follow(TalkerColumn now, TallyWindow window)
    {
        foreach (int i in _order.AsSpan(0, Math.Min(Followed, _listed)))
        {
            var key = now.Rows[i].Key;
            if (!_tracks.TryGetValue(key, out var track))
            {
                _tracks.Add(key, track = new Track());
            }

            track.ListedAt = _tick;
        }

        foreach (var (key, track) in _tracks)
        {
            int at = now.IndexOf(key);
            track.History.Add(at < 0 ? 0 : Difference.Rate(_in[at], window.Seconds), window.Extends);
            if (track.ListedAt + Forgotten < _tick)
            {
                _tracks.Remove(key);
            }
        }
    }

    private TalkerRow Row(in TalkerKey key, Dictionary<uint, BridgePort> ports)
    {
        if (_texts.Count > TalkerColumn.Capacity)
        {
            _texts.Clear();
        }

        if (!_texts.TryGetValue(key, out string? text))
        {
            _texts.Add(key, text = TalkerText.Of(key));
        }

        bool isPort = key is { Dimension: TalkerDimension.InPort, Kind: TalkerKind.Number };
        var port = isPort ? ports.GetValueOrDefault(key.Value) : null;
        return new TalkerRow { Key = key, Text = text, Name = port?.Name ?? "", Bridge = port?.Bridge ?? "" };
    }

    private sealed class Track
    {
        public History History { get; } = new();

        public long ListedAt { get; set; }
    }
}
