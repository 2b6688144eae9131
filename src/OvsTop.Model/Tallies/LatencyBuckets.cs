using System.Numerics;

namespace OvsTop.Model.Tallies;

/// <summary>
/// The log-linear scale of every latency histogram, in the kernel and here: eight buckets per power of two, so a
/// bucket is at most 12.5 % wide. 0 .. 2^40 ns (18 minutes); longer counts in the last bucket. Same arithmetic as
/// <c>bucket_of</c> in ovstop.bpf.c.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>Number of buckets (OVSTOP_BUCKETS in ovstop.h).</summary>
    public const int Count = 304;

    /// <summary>The bucket of a duration.</summary>
    public static int Of(ulong ns)
    {
        if (ns < 8)
        {
            return (int)ns;
        }

        int exponent = BitOperations.Log2(ns);
        return exponent > 39 ? Count - 1 : ((exponent - 2) << 3) + (int)((ns >> (exponent - 3)) & 7);
    }

    /// <summary>The smallest duration of a bucket.</summary>
    public static ulong LowerBoundNs(int bucket) =>
        bucket < 8 ? (ulong)bucket : (8UL + ((ulong)bucket & 7)) << ((bucket >> 3) - 1);

    /// <summary>The first duration above a bucket.</summary>
    public static ulong UpperBoundNs(int bucket) => LowerBoundNs(bucket + 1);
}
