namespace OvsTop.Analysis.Traces;

/// <summary>
/// Kernel upcalls that no round has claimed yet, by what both sides know of the packet. A socket is a FIFO, so of equal packets the first sent
/// is the first received; where equal packets wait in several sockets, only the socket that the thread is known to read tells.
/// Bounded: the oldest give way.
/// </summary>
internal sealed class KernelUpcalls
{
    private const int Capacity = 8192;

    /// <summary>An upcall that waited longer was dropped where no probe saw it.</summary>
    private const ulong LongestNs = 10_000_000_000;

    private readonly Entry[] _entries = new Entry[Capacity];
    private readonly int[] _first = new int[Capacity];
    private readonly Dictionary<uint, uint> _portOfThread = [];
    private int _next;

    public KernelUpcalls() => Clear();

    /// <summary>True once an upcall was seen: the probe is attached.</summary>
    public bool Seen { get; private set; }

    public void Clear()
    {
        Array.Fill(_first, -1);
        Array.Clear(_entries);
        _portOfThread.Clear();
        _next = 0;
        Seen = false;
    }

    /// <summary>Notes an upcall. One that gives way without having been received leaves its mark on the round it came from.</summary>
    public void Add(ulong identity, uint tid, in KernelUpcall upcall)
    {
        Seen = true;
        ref var entry = ref _entries[_next];
        if (entry.InUse)
        {
            Unlink(_next);
            NoteLost(entry);
        }

        entry = new Entry { Identity = identity, Tid = tid, Upcall = upcall, InUse = true, Next = -1 };
        Append(_next);
        _next = (_next + 1) % Capacity;
    }

    /// <summary>The kernel could not send the upcall that a thread made last.</summary>
    public void Fail(uint tid)
    {
        // The return follows its call on the same CPU; only upcalls of other CPUs can lie between.
        const int Reach = 64;
        for (int back = 1; back <= Reach; back++)
        {
            int at = (_next + Capacity - back) % Capacity;
            if (_entries[at].InUse && _entries[at].Tid == tid)
            {
                NoteLost(_entries[at]);
                Unlink(at);
                return;
            }
        }
    }

    /// <summary>The upcall that a thread received; false when none fits.</summary>
    /// <param name="identity">Of the packet received.</param>
    /// <param name="tid">Who received it.</param>
    /// <param name="timeNs">When.</param>
    /// <param name="upcall">As it was sent.</param>
    /// <param name="certain">False when another one could be meant.</param>
    public bool Take(ulong identity, uint tid, ulong timeNs, out KernelUpcall upcall, out bool certain)
    {
        int first = -1, own = -1;
        bool severalPorts = false;
        uint port = _portOfThread.GetValueOrDefault(tid);
        for (int at = _first[Chain(identity)]; at >= 0; at = _entries[at].Next)
        {
            ref readonly var entry = ref _entries[at];
            if (entry.Identity != identity || entry.Upcall.TimeNs > timeNs || timeNs - entry.Upcall.TimeNs > LongestNs)
            {
                continue;
            }

            severalPorts |= first >= 0 && entry.Upcall.PortId != _entries[first].Upcall.PortId;
            first = first < 0 ? at : first;
            own = own < 0 && port != 0 && entry.Upcall.PortId == port ? at : own;
        }

        int found = own >= 0 ? own : first;
        if (found < 0)
        {
            upcall = default;
            certain = false;
            return false;
        }

        upcall = _entries[found].Upcall;
        certain = !severalPorts || own >= 0;
        if (!severalPorts)
        {
            // Threads and sockets belong together for as long as the thread lives; a contradiction is a new socket.
            _portOfThread[tid] = upcall.PortId;
        }

        Unlink(found);
        return true;
    }

    private static void NoteLost(in Entry entry)
    {
        if (entry.Upcall.Inside.Value is { } parent)
        {
            parent.ChildLost = true;
        }
    }

    private static int Chain(ulong identity) => (int)((identity ^ identity >> 32) % Capacity);

    private void Append(int index)
    {
        ref int link = ref _first[Chain(_entries[index].Identity)];
        while (link >= 0)
        {
            link = ref _entries[link].Next;
        }

        link = index;
    }

    private void Unlink(int index)
    {
        ref int link = ref _first[Chain(_entries[index].Identity)];
        while (link >= 0 && link != index)
        {
            link = ref _entries[link].Next;
        }

        if (link == index)
        {
            link = _entries[index].Next;
        }

        _entries[index].InUse = false;
    }

    private struct Entry
    {
        public ulong Identity;
        public uint Tid;
        public KernelUpcall Upcall;
        public bool InUse;
        public int Next;
    }
}
