using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Model.Tallies;

/// <summary>
/// The tallies of all threads at one moment, cumulative since start. Slot 0 is shared: it holds hits that belong to no
/// thread's row (kernel upcalls in softirq, threads beyond <see cref="Capacity"/>); only its <see cref="ThreadTally.Hits"/> count.
/// </summary>
public sealed class TallyTable
{
    /// <summary>Slots, the shared one included (OVSTOP_THREADS in ovstop.h).</summary>
    public const int Capacity = 512;

    private ThreadTally[] _slots = new ThreadTally[16];

    private ProbeTimes? _times;

    /// <summary>Makes a table with only the shared slot.</summary>
    public TallyTable() => Count = 1;

    /// <summary>Slots in use, the shared one included.</summary>
    public int Count { get; private set; }

    /// <summary>Slots in use.</summary>
    public ReadOnlySpan<ThreadTally> Slots => _slots.AsSpan(0, Count);

    /// <summary>Rows of threads, without the shared slot.</summary>
    public ReadOnlySpan<ThreadTally> Threads => _slots.AsSpan(1, Count - 1);

    /// <summary>The shared slot.</summary>
    public ref ThreadTally Shared => ref _slots[0];

    /// <summary>A slot in use. The reference is valid until <see cref="Resize"/>.</summary>
    public ref ThreadTally this[int slot] => ref _slots[slot];

    /// <summary>
    /// How long each probe was attached when this was counted: what was hit while it was not is missing here. Null when all were attached all the time,
    /// or nobody says.
    /// </summary>
    public ProbeTimes? AttachedNs { get; private set; }

    /// <summary>Takes over <see cref="AttachedNs"/>.</summary>
    public void SetTimes(ProbeTimes? times)
    {
        AttachedNs = times is null ? null : _times ??= new ProbeTimes();
        if (times is not null)
        {
            _times!.CopyFrom(times);
        }
    }

    /// <summary>All hits of a probe: every thread and the shared slot.</summary>
    public ulong Hits(ProbeId probe)
    {
        ulong sum = 0;
        foreach (ref readonly var tally in Slots)
        {
            sum += tally.Hits[(int)probe];
        }

        return sum;
    }

    /// <summary>Nothing counted, no threads, no times.</summary>
    public void Clear()
    {
        Resize(1);
        Shared = default;
        SetTimes(null);
    }

    /// <summary>Sets the number of slots in use (1 .. <see cref="Capacity"/>); new ones are zero.</summary>
    public void Resize(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        if (count > _slots.Length)
        {
            Array.Resize(ref _slots, Math.Min(Capacity, Math.Max(count, _slots.Length * 2)));
        }

        if (count < Count)
        {
            _slots.AsSpan(count, Count - count).Clear();
        }

        Count = count;
    }

    /// <summary>Replaces all slots, e.g. by a copy of the kernel's.</summary>
    /// <param name="slots">The shared slot, then threads; at most <see cref="Capacity"/>.</param>
    public void Load(ReadOnlySpan<ThreadTally> slots)
    {
        Resize(slots.Length);
        slots.CopyTo(_slots);
    }

    /// <summary>Makes this table a copy of another.</summary>
    public void CopyFrom(TallyTable other)
    {
        Load(other.Slots);
        SetTimes(other.AttachedNs);
    }
}
