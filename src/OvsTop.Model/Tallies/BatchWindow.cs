namespace OvsTop.Model.Tallies;

/// <summary>
/// The upcalls of a handler's current batch, oldest first, so that puts and executes find the recv they belong to by identity. Operations
/// come in the order of the upcalls (handle_upcalls), so the search starts where the last one ended. Same rules as <c>struct ovstop_work</c>.
/// </summary>
internal sealed class BatchWindow
{
    private readonly Entry[] _entries = new Entry[ThreadTally.MaxBatch];
    private uint _head;
    private uint _tail;
    private int _size;

    /// <summary>Start of the running interval of the main loop or of the revalidation round; 0 none.</summary>
    public ulong RunStartNs { get; set; }

    /// <summary>When poll_block was hit; 0 none.</summary>
    public ulong PollBlockNs { get; set; }

    /// <summary>When start_dump was hit; 0 none.</summary>
    public ulong DumpStartNs { get; set; }

    /// <summary>When the kernel command that now runs on this thread was entered; 0 none.</summary>
    public ulong KernelEnterNs { get; set; }

    /// <summary>
    /// Notes a received upcall. A batch nothing was put or executed of cannot be told from the next one's beginning, so the last 64 upcalls are
    /// kept whatever the batches seem to be.
    /// </summary>
    /// <returns>The size of the batch with it; 1 if it opened one.</returns>
    public int Add(ulong packet, ulong keyHash, ulong timeNs)
    {
        if (_size == 0)
        {
            _tail = _head;
        }
        else if (_head - _tail >= ThreadTally.MaxBatch)
        {
            _tail++;
        }

        At(_head++) = new Entry { Packet = packet, KeyHash = keyHash, TimeNs = timeNs };
        _size = _size < ThreadTally.MaxBatch ? _size + 1 : 1;
        return _size;
    }

    /// <summary>Time of the recv a put belongs to; 0 if none. Each recv is found once.</summary>
    public ulong TakePut(ulong keyHash)
    {
        _size = 0;
        for (uint position = _tail; position != _head; position++)
        {
            ref var entry = ref At(position);
            if (entry.KeyHash == keyHash && !entry.Put)
            {
                entry.Put = true;
                _tail = position;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    /// <summary>Time of the recv an execute belongs to; 0 if none. Each recv is found once.</summary>
    public ulong TakeExecute(ulong packet)
    {
        _size = 0;
        for (uint position = _tail; position != _head; position++)
        {
            ref var entry = ref At(position);
            if (entry.Packet == packet && !entry.Executed)
            {
                entry.Executed = true;
                _tail = position;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    private ref Entry At(uint position) => ref _entries[position % ThreadTally.MaxBatch];

    private struct Entry
    {
        public ulong Packet;
        public ulong KeyHash;
        public ulong TimeNs;
        public bool Put;
        public bool Executed;
    }
}
