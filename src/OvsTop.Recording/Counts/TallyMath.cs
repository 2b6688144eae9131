using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Counts;

/// <summary>Arithmetic of cumulative tallies of one thread.</summary>
internal static class TallyMath
{
    /// <summary>
    /// Takes away what was counted before. Largest and smallest values of what happened since are not in cumulative tallies: where an older one hides them
    /// they are told from the histogram, to 12.5 %.
    /// </summary>
    /// <param name="tally">The tally now; what was counted since afterwards.</param>
    /// <param name="before">The tally then.</param>
    public static void Subtract(ref ThreadTally tally, ref ThreadTally before)
    {
        Subtract(Counts(ref tally), Counts(ref before));
        Span<uint> sizes = tally.BatchSizes;
        Subtract(sizes, before.BatchSizes);
        int grown = 0;
        foreach (ref uint size in sizes)
        {
            // A batch that was open then was counted under the size it had; it does not count again under the one it has now.
            int left = (int)size - grown;
            grown = left < 0 ? -left : 0;
            size = (uint)Math.Max(0, left);
        }

        tally.BatchMax = (uint)Math.Max(0, sizes.LastIndexOfAnyExcept(0u));
        for (int stage = 0; stage < ThreadTally.StageCount; stage++)
        {
            Subtract(ref tally.Stages[stage], ref before.Stages[stage]);
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public static void Add(ref ThreadTally tally, ref ThreadTally other)
    {
        Add(Counts(ref tally), Counts(ref other));
        Add((Span<uint>)tally.BatchSizes, other.BatchSizes);
        tally.BatchMax = Math.Max(tally.BatchMax, other.BatchMax);
        for (int stage = 0; stage < ThreadTally.StageCount; stage++)
        {
            Add(ref tally.Stages[stage], ref other.Stages[stage]);
        }
    }

    /// <summary>Whether two rows count the same thread, or the same socket: who reads that is learnt late, and may change.</summary>
    public static bool IsSameRow(in ThreadTally a, in ThreadTally b) => a.PortId == b.PortId && (a.PortId != 0 || a.Tid == b.Tid);

    /// <summary>What was counted since an earlier reading; 0 if a source counted back.</summary>
    public static ulong Less(ulong now, ulong before) => now > before ? now - before : 0;

    private static void Subtract(ref StageTally stage, ref StageTally before)
    {
        Subtract((Span<uint>)stage.Buckets, (ReadOnlySpan<uint>)before.Buckets);
        stage.SumNs -= before.SumNs;
        stage.Count -= before.Count;
        ReadOnlySpan<uint> buckets = stage.Buckets;
        int first = buckets.IndexOfAnyExcept(0u), last = buckets.LastIndexOfAnyExcept(0u);
        if (first < 0)
        {
            (stage.MinNs, stage.MaxNs) = (0, 0);
            return;
        }

        bool isNewest = stage.MaxNs > before.MaxNs, isSmallest = before.Count == 0 || stage.MinNs < before.MinNs;
        stage.MaxNs = isNewest ? stage.MaxNs : Math.Min(stage.MaxNs, LatencyBuckets.UpperBoundNs(last) - 1);
        stage.MinNs = isSmallest ? stage.MinNs : Math.Max(stage.MinNs, LatencyBuckets.LowerBoundNs(first));
    }

    private static void Add(ref StageTally stage, ref StageTally other)
    {
        if (other.Count == 0)
        {
            return;
        }

        Add((Span<uint>)stage.Buckets, (ReadOnlySpan<uint>)other.Buckets);
        stage.MinNs = stage.Count == 0 ? other.MinNs : Math.Min(stage.MinNs, other.MinNs);
        stage.MaxNs = Math.Max(stage.MaxNs, other.MaxNs);
        stage.SumNs += other.SumNs;
        stage.Count += other.Count;
    }

    /// <summary>From the hits to the batches everything is a 64-bit count.</summary>
    private static Span<ulong> Counts(ref ThreadTally tally)
    {
        ref ulong first = ref Unsafe.As<ThreadTally.HitArray, ulong>(ref tally.Hits);
        int count = (int)(Unsafe.ByteOffset(ref first, ref Unsafe.As<ThreadTally.BatchArray, ulong>(ref tally.BatchSizes)) / sizeof(ulong));
        return MemoryMarshal.CreateSpan(ref first, count);
    }

    private static void Subtract(Span<ulong> now, ReadOnlySpan<ulong> before)
    {
        for (int i = 0; i < now.Length; i++)
        {
            now[i] -= before[i];
        }
    }

    private static void Subtract(Span<uint> now, ReadOnlySpan<uint> before)
    {
        for (int i = 0; i < now.Length; i++)
        {
            now[i] -= before[i];
        }
    }

    private static void Add(Span<ulong> sum, ReadOnlySpan<ulong> other)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += other[i];
        }
    }

    private static void Add(Span<uint> sum, ReadOnlySpan<uint> other)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += other[i];
        }
    }
}
