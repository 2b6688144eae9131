namespace OvsTop.Model.Tallies;

/// <summary>
/// The upcalls of a handler's current batch, oldest first, so that puts and executes find the recv they belong to by identity. Operations
/// come in the order of the upcalls (handle_upcalls), so the search starts where the last one ended. Same rules as <c>struct ovstop_work</c>.
/// </summary>
internal sealed class BatchWindow
{
    private readonly Entry[] _entries = new Entry[ThreadTally.MaxBatch];
    private int _count;
    private int _cursor;

    /// <summary>True after a put or execute: the next recv opens a batch.</summary>
    public bool Closed { get; set; } = true;

    /// <summary>Start of the running interval of the main loop or of the revalidation round; 0 none.</summary>
    public ulong RunStartNs { get; set; }

    /// <summary>When poll_block was hit; 0 none.</summary>
    public ulong PollBlockNs { get; set; }

    /// <summary>When start_dump was hit; 0 none.</summary>
    public ulong DumpStartNs { get; set; }

    /// <summary>When the kernel command that now runs on this thread was entered; 0 none.</summary>
    public ulong KernelEnterNs { get; set; }

    /// <summary>Notes a received upcall.</summary>
    /// <returns>The size of the batch with it; 1 if it opened one.</returns>
    public int Add(ulong packet, ulong keyHash, ulong timeNs)
    {
        if (Closed || _count == ThreadTally.MaxBatch)
        {
            _count = 0;
            _cursor = 0;
            Closed = false;
        }

        _entries[_count++] = new Entry { Packet = packet, KeyHash = keyHash, TimeNs = timeNs };
        return _count;
    }

    /// <summary>Time of the recv a put belongs to; 0 if none. Each recv is found once.</summary>
    public ulong TakePut(ulong keyHash)
    {
        Closed = true;
        for (int i = _cursor; i < _count; i++)
        {
            ref var entry = ref _entries[i];
            if (entry.KeyHash == keyHash && !entry.Put)
            {
                entry.Put = true;
                _cursor = i;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    /// <summary>Time of the recv an execute belongs to; 0 if none. Each recv is found once.</summary>
    public ulong TakeExecute(ulong packet)
    {
        Closed = true;
        for (int i = _cursor; i < _count; i++)
        {
            ref var entry = ref _entries[i];
            if (entry.Packet == packet && !entry.Executed)
            {
                entry.Executed = true;
                _cursor = i;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    private struct Entry
    {
        public ulong Packet;
        public ulong KeyHash;
        public ulong TimeNs;
        public bool Put;
        public bool Executed;
    }
}
