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

    /// <summary>When a sendmsg that carries operations was entered; 0 none.</summary>
    public ulong SendNs { get; set; }

    /// <summary>What the thread has built and not yet handed to the kernel.</summary>
    public ThreadOperations Operations { get; } = new();

    /// <summary>
    /// Notes a received upcall. A batch nothing was put or executed of cannot be told from the next one's beginning, so the last 64 upcalls are
    /// kept whatever the batches seem to be.
    /// </summary>
    /// <param name="packet">Address of its packet.</param>
    /// <param name="keyHash">Its key.</param>
    /// <param name="timeNs">When.</param>
    /// <param name="upcallNs">When the kernel sent it; 0 not known.</param>
    /// <returns>The size of the batch with it; 1 if it opened one.</returns>
    public int Add(ulong packet, ulong keyHash, ulong timeNs, ulong upcallNs)
    {
        if (_size == 0)
        {
            _tail = _head;
        }
        else if (_head - _tail >= ThreadTally.MaxBatch)
        {
            _tail++;
        }

        At(_head++) = new Entry { Packet = packet, KeyHash = keyHash, TimeNs = timeNs, UpcallNs = upcallNs };
        _size = _size < ThreadTally.MaxBatch ? _size + 1 : 1;
        return _size;
    }

    /// <summary>Time of the recv a put belongs to; 0 if none. Each recv is found once.</summary>
    /// <param name="keyHash">Its key.</param>
    /// <param name="timeNs">When it was built.</param>
    public ulong TakePut(ulong keyHash, ulong timeNs)
    {
        _size = 0;
        for (uint position = _tail; position != _head; position++)
        {
            ref var entry = ref At(position);
            if (entry.KeyHash == keyHash && !entry.Put)
            {
                entry.Put = true;
                entry.TranslateNs = timeNs - entry.TimeNs;
                _tail = position;
                return entry.TimeNs;
            }
        }

        return 0;
    }

    /// <summary>The recv an execute belongs to: its time, when the kernel sent it, how long its flow was translated; zeros if none. Each recv is found once.</summary>
    public (ulong TimeNs, ulong UpcallNs, ulong TranslateNs) TakeExecute(ulong packet)
    {
        _size = 0;
        for (uint position = _tail; position != _head; position++)
        {
            ref var entry = ref At(position);
            if (entry.Packet == packet && !entry.Executed)
            {
                entry.Executed = true;
                _tail = position;
                return (entry.TimeNs, entry.UpcallNs, entry.TranslateNs);
            }
        }

        return default;
    }

    private ref Entry At(uint position) => ref _entries[position % ThreadTally.MaxBatch];

    private struct Entry
    {
        public ulong Packet;
        public ulong KeyHash;
        public ulong TimeNs;
        public ulong UpcallNs;
        public ulong TranslateNs;
        public bool Put;
        public bool Executed;
    }
}
