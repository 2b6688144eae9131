using OvsTop.Model.Events;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Recorders;

/// <summary>
/// The counts of a source that has been running for some time, less what they were when a recording began. Largest and smallest values of
/// what happened since are not in cumulative tallies: where an older one hides them they are told from the histogram, to 12.5 %.
/// </summary>
internal sealed class TallyBase
{
    private readonly TallyTable _base = new();
    private readonly TallyTable _since = new();
    private DetailLosses _losses;
    private bool _begun;

    /// <summary>Sees a batch; the first one with tallies is the zero the recording starts from.</summary>
    /// <returns>Whether the batch belongs to the recording.</returns>
    public bool Begin(ProbeBatch batch)
    {
        if (batch.Discontinuity)
        {
            // Another daemon: its counts began with it.
            _base.Resize(1);
            _base.Shared = default;
            _base.SetTimes(null);
            _losses = default;
            _begun = true;
        }

        if (_begun)
        {
            return true;
        }

        if (batch.Tallies is { } tallies)
        {
            _base.CopyFrom(tallies);
            _losses = batch.Losses;
            _begun = true;
        }

        return false;
    }

    /// <summary>Losses since then.</summary>
    public DetailLosses Since(DetailLosses now) => new(Less(now.Delivered, _losses.Delivered), Less(now.Lost, _losses.Lost), Less(now.Skipped, _losses.Skipped));

    /// <summary>Tallies since then, valid until the next call; null if there are none.</summary>
    public TallyTable? Since(TallyTable? now)
    {
        if (now is null)
        {
            return null;
        }

        _since.CopyFrom(now);
        for (int slot = 0; slot < Math.Min(now.Count, _base.Count); slot++)
        {
            if (_base[slot].Tid == now[slot].Tid)
            {
                Subtract(ref _since[slot], ref _base[slot]);
            }
        }

        if (_since.AttachedNs is { } times && _base.AttachedNs is { } before)
        {
            for (int i = 0; i < ProbeTable.Slots; i++)
            {
                times.Ns[i] = Less(times.Ns[i], before.At((ProbeId)i, before.TimeNs));
            }
        }

        return _since;
    }

    private static ulong Less(ulong now, ulong before) => now > before ? now - before : 0;

    private static void Subtract(ref ThreadTally tally, ref ThreadTally before)
    {
        // From the hits to the batches everything is a 64-bit count.
        Subtract(Counts(ref tally), Counts(ref before));
        Span<uint> sizes = tally.BatchSizes;
        Subtract(sizes, before.BatchSizes);
        foreach (ref uint size in sizes)
        {
            // A batch that was open then was counted under the size it had.
            size = (int)size < 0 ? 0 : size;
        }

        int largest = sizes.LastIndexOfAnyExcept(0u);
        tally.BatchMax = (uint)Math.Max(0, largest);
        for (int stage = 0; stage < ThreadTally.StageCount; stage++)
        {
            Subtract(ref tally.Stages[stage], ref before.Stages[stage]);
        }
    }

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
}
