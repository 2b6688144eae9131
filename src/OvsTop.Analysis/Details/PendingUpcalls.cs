namespace OvsTop.Analysis.Details;

/// <summary>
/// Kernel upcalls that no handler has received yet, found by packet identity, equal ones in their order. Bounded: the oldest give way.
/// A chain per hash bucket is always in the order of arrival, so an entry that is overwritten is the first of its chain.
/// </summary>
internal sealed class PendingUpcalls
{
    private const int Capacity = 4096;

    /// <summary>An upcall that waited longer was dropped by the kernel where no probe saw it.</summary>
    private const ulong LongestNs = 10_000_000_000;

    private readonly Entry[] _entries = new Entry[Capacity];
    private readonly (int First, int Last)[] _chains = new (int, int)[Capacity];
    private int _next;

    /// <summary>Makes an empty set.</summary>
    public PendingUpcalls() => Clear();

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_chains, (-1, -1));
        Array.Clear(_entries);
        _next = 0;
    }

    /// <summary>Notes an upcall.</summary>
    public void Add(ulong identity, uint tid, ulong timeNs)
    {
        ref var entry = ref _entries[_next];
        if (entry.Linked)
        {
            RemoveFirst(ChainOf(entry.Identity));
        }

        entry = new Entry { Identity = identity, TimeNs = timeNs, Tid = tid, Next = -1, Linked = true, Waits = true };
        ref var chain = ref _chains[ChainOf(identity)];
        if (chain.First < 0)
        {
            chain.First = _next;
        }
        else
        {
            _entries[chain.Last].Next = _next;
        }

        chain.Last = _next;
        _next = (_next + 1) % Capacity;
    }

    /// <summary>The kernel could not send the upcall a thread made last.</summary>
    public void Fail(uint tid)
    {
        // The return follows its call on the same CPU; only upcalls of other CPUs can lie between.
        const int Reach = 64;
        for (int back = 1; back <= Reach; back++)
        {
            ref var entry = ref _entries[(_next + Capacity - back) % Capacity];
            if (entry.Tid == tid && entry.Linked)
            {
                entry.Waits = false;
                return;
            }
        }
    }

    /// <summary>Time of the oldest upcall of this packet, which no longer waits; 0 if there is none.</summary>
    public ulong Take(ulong identity, ulong timeNs)
    {
        int chain = ChainOf(identity);
        while (_chains[chain].First is var first and >= 0 && (!_entries[first].Waits || timeNs > _entries[first].TimeNs + LongestNs))
        {
            RemoveFirst(chain);
        }

        for (int i = _chains[chain].First; i >= 0; i = _entries[i].Next)
        {
            ref var entry = ref _entries[i];
            if (entry.Identity == identity && entry.Waits && timeNs <= entry.TimeNs + LongestNs)
            {
                entry.Waits = false;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    private static int ChainOf(ulong identity) => (int)((identity ^ identity >> 32) % Capacity);

    private void RemoveFirst(int index)
    {
        ref var chain = ref _chains[index];
        ref var entry = ref _entries[chain.First];
        entry.Linked = false;
        chain.First = entry.Next;
        if (chain.First < 0)
        {
            chain.Last = -1;
        }
    }

    private struct Entry
    {
        public ulong Identity;
        public ulong TimeNs;
        public uint Tid;
        public int Next;
        public bool Linked;
        public bool Waits;
    }
}
