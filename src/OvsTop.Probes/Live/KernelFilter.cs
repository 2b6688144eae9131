using OvsTop.Model.Events;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Tallies;
using OvsTop.Probes.Bpf;
using OvsTop.Probes.Wire;

namespace OvsTop.Probes.Live;

/// <summary>The filter of the loaded programs and what it counted, through shared memory: no system call, no probe is detached.</summary>
internal sealed class KernelFilter : IDisposable
{
    private readonly MappedMap<Control> _control;
    private readonly MappedMap<FilterSlots> _filters;
    private readonly MappedMap<MatchedRows> _rows;
    private readonly MappedMap<ThreadTally> _matched;
    private uint _generation;

    /// <summary>Maps the filter of loaded programs.</summary>
    public KernelFilter(BpfObject programs, MappedMap<Control> control)
    {
        _control = control;
        _filters = new MappedMap<FilterSlots>(programs.MapFd(".data.filters"), 1, writable: true);
        _rows = new MappedMap<MatchedRows>(programs.MapFd(".data.matched"), 1, writable: false);
        _matched = new MappedMap<ThreadTally>(programs.MapFd("matched"), TallyTable.Capacity, writable: false);
    }

    /// <summary>Generation of the filter in force; 0 none.</summary>
    public uint Generation => Active;

    /// <summary>Upcalls that passed it so far.</summary>
    public ulong Upcalls
    {
        get
        {
            ulong sum = 0;
            ReadOnlySpan<uint> generations = _rows.Span[0];
            for (int slot = 0; slot < generations.Length; slot++)
            {
                sum += Volatile.Read(in generations[slot]) == Active ? _matched.Span[slot].Hits[(int)ProbeId.RecvUpcall] : 0;
            }

            return sum;
        }
    }

    private ref uint Active => ref _control.Span[0].FilterGeneration;

    /// <summary>Sets the filter for all hits from now on; null none. Its generation is chosen here.</summary>
    public void Set(KernelPredicates? filter)
    {
        if (filter is not { } table)
        {
            Volatile.Write(ref Active, 0);
            return;
        }

        // The slot that is not in use. A hit that still reads it, two changes late, sees that it is being written.
        _generation = Math.Max(1, _generation + 1);
        ref var slot = ref _filters.Span[0][(int)(_generation & 1)];
        Volatile.Write(ref slot.Generation, 0);
        Interlocked.MemoryBarrier();
        slot.Terms = table.Terms;
        slot.Lengths = table.Lengths;
        slot.Predicates = table.Predicates;
        Volatile.Write(ref slot.Generation, _generation);
        Volatile.Write(ref Active, _generation);
    }

    /// <summary>Copies what matched the current filter; zero where nothing did. Rows and names are those of <paramref name="all"/>.</summary>
    public void Read(TallyTable all, TallyTable matched)
    {
        uint active = Active;
        ReadOnlySpan<uint> generations = _rows.Span[0];
        matched.Resize(all.Count);
        for (int slot = 0; slot < all.Count; slot++)
        {
            matched[slot] = active != 0 && Volatile.Read(in generations[slot]) == active ? _matched.Span[slot] : default;
            matched[slot].Tid = all[slot].Tid;
            matched[slot].Comm = all[slot].Comm;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _filters.Dispose();
        _rows.Dispose();
        _matched.Dispose();
    }
}
