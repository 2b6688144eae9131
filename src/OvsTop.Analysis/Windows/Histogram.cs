using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Windows;

/// <summary>
/// Durations of one window. Percentiles are by nearest rank: the smallest bucket with at least ceil(q * count) durations at or below it,
/// shown as its midpoint and clamped to the window's minimum and maximum, so they are off by at most one bucket (12.5 %).
/// </summary>
internal sealed class Histogram
{
    private readonly ulong[] _buckets = new ulong[LatencyBuckets.Count];

    /// <summary>Number of durations.</summary>
    public ulong Count { get; private set; }

    /// <summary>Sum of durations.</summary>
    public ulong SumNs { get; private set; }

    /// <summary>Counts by <see cref="LatencyBuckets"/>.</summary>
    public ReadOnlySpan<ulong> Buckets => _buckets;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_buckets);
        Count = 0;
        SumNs = 0;
    }

    /// <summary>Adds what a thread counted since an earlier reading. Its buckets wrap at 2^32: the difference does not mind.</summary>
    public void Add(in StageTally now, in StageTally before)
    {
        if (now.Count == 0)
        {
            return;
        }

        ReadOnlySpan<uint> nowBuckets = now.Buckets, beforeBuckets = before.Buckets;
        for (int i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] += unchecked(nowBuckets[i] - beforeBuckets[i]);
        }

        Count += Difference.Of(now.Count, before.Count);
        SumNs += Difference.Of(now.SumNs, before.SumNs);
    }

    /// <summary>Makes this what was counted since an earlier reading of the same sum.</summary>
    public void SetDifference(Histogram now, Histogram before)
    {
        for (int i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] = Difference.Of(now._buckets[i], before._buckets[i]);
        }

        Count = Difference.Of(now.Count, before.Count);
        SumNs = Difference.Of(now.SumNs, before.SumNs);
    }

    /// <summary>Makes this what was counted between two rows of a stage.</summary>
    public void SetDifference(StageRow now, StageRow? before)
    {
        for (int i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] = Difference.Of(At(now, i), before is null ? 0 : At(before, i));
        }

        Count = Difference.Of(now.Total.Count, before?.Total.Count ?? 0);
        SumNs = (ulong)Math.Max(0, Sum(now) - (before is null ? 0 : Sum(before)));

        static ulong At(StageRow row, int bucket) => bucket < row.TotalBuckets.Count ? row.TotalBuckets[bucket] : 0;

        static double Sum(StageRow row) => row.Total.MeanUs * 1e3 * row.Total.Count;
    }

    /// <summary>Makes this the sum of two windows.</summary>
    public void SetSum(Histogram first, Histogram second)
    {
        for (int i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] = first._buckets[i] + second._buckets[i];
        }

        Count = first.Count + second.Count;
        SumNs = first.SumNs + second.SumNs;
    }

    /// <summary>Makes this a copy.</summary>
    public void CopyFrom(Histogram other)
    {
        other._buckets.CopyTo(_buckets, 0);
        Count = other.Count;
        SumNs = other.SumNs;
    }

    /// <summary>The window in a few numbers, its minimum and maximum from its outermost buckets.</summary>
    /// <param name="minNs">No duration was shorter since start.</param>
    /// <param name="maxNs">No duration was longer since start.</param>
    public LatencySummary Summarize(ulong minNs, ulong maxNs)
    {
        int first = _buckets.AsSpan().IndexOfAnyExcept(0ul);
        if (first < 0)
        {
            return default;
        }

        int last = _buckets.AsSpan().LastIndexOfAnyExcept(0ul);
        bool open = last == LatencyBuckets.Count - 1;
        return SummarizeWithin(
            Math.Clamp(LatencyBuckets.LowerBoundNs(first), minNs, Math.Max(minNs, maxNs)),
            open ? maxNs : Math.Clamp(LatencyBuckets.UpperBoundNs(last) - 1, minNs, Math.Max(minNs, maxNs)));
    }

    /// <summary>The window in a few numbers.</summary>
    /// <param name="minNs">Exact shortest duration of the window.</param>
    /// <param name="maxNs">Exact longest duration of the window.</param>
    public LatencySummary SummarizeWithin(ulong minNs, ulong maxNs)
    {
        ulong total = 0;
        foreach (ulong count in _buckets)
        {
            total += count;
        }

        if (total == 0)
        {
            return default;
        }

        maxNs = Math.Max(minNs, maxNs);
        double mean = Math.Clamp((double)SumNs / Math.Max(1, Count), minNs, maxNs);
        return new LatencySummary(
            Count,
            minNs / 1e3,
            Percentile(total, 0.50, minNs, maxNs),
            Percentile(total, 0.90, minNs, maxNs),
            Percentile(total, 0.99, minNs, maxNs),
            maxNs / 1e3,
            mean / 1e3);
    }

    /// <summary>Counts by power of two: element i counts 2^i .. 2^(i+1) ns, i = 0 .. 39.</summary>
    public ulong[] Octaves()
    {
        ulong[] octaves = new ulong[40];
        for (int i = 0; i < _buckets.Length; i++)
        {
            octaves[i < 8 ? int.Log2(Math.Max(i, 1)) : (i >> 3) + 2] += _buckets[i];
        }

        return octaves;
    }

    private double Percentile(ulong total, double q, ulong minNs, ulong maxNs)
    {
        ulong rank = Math.Max(1, (ulong)Math.Ceiling(q * total)), seen = 0;
        int bucket = 0;
        for (; bucket < _buckets.Length - 1; bucket++)
        {
            seen += _buckets[bucket];
            if (seen >= rank)
            {
                break;
            }
        }

        ulong low = LatencyBuckets.LowerBoundNs(bucket), high = LatencyBuckets.UpperBoundNs(bucket) - 1;
        return Math.Clamp((low + high) / 2.0, minNs, maxNs) / 1e3;
    }
}
