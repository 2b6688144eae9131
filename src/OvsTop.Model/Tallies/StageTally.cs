using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OvsTop.Model.Tallies;

/// <summary>One histogram of durations, cumulative since start (struct ovstop_stage_tally in ovstop.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StageTally
{
    /// <summary>Sum of all durations.</summary>
    public ulong SumNs;

    /// <summary>Shortest duration; 0 while <see cref="Count"/> is 0.</summary>
    public ulong MinNs;

    /// <summary>Longest duration.</summary>
    public ulong MaxNs;

    /// <summary>Number of durations.</summary>
    public ulong Count;

    /// <summary>Counts by <see cref="LatencyBuckets"/>; they wrap at 2^32, so take differences.</summary>
    public BucketArray Buckets;

    /// <summary>Counts one duration.</summary>
    public void Add(ulong ns)
    {
        SumNs += ns;
        MinNs = Count == 0 ? ns : Math.Min(MinNs, ns);
        MaxNs = Math.Max(MaxNs, ns);
        Count++;
        Buckets[LatencyBuckets.Of(ns)]++;
    }

    /// <summary>One count per bucket.</summary>
    [InlineArray(LatencyBuckets.Count)]
    public struct BucketArray
    {
        private uint _element;
    }
}
