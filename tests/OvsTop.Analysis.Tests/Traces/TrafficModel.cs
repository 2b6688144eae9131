namespace OvsTop.Analysis.Tests.Traces;

/// <summary>
/// Packets that go through a pipeline of three rounds, with the truth about each round: cached rounds, shared recirculation ids, NAT, repeated
/// bytes, handlers that hop. Times in microseconds.
/// </summary>
internal sealed class TrafficModel(int seed)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(uint Packet, int Round), (ulong TimeUs, long Order)> _arrivals = new();
    private readonly ulong[] _freeAt = new ulong[4];
    private readonly Dictionary<long, (uint Packet, int Round)> _received = [];
    private readonly Dictionary<(uint Packet, int Round), int> _parentOf = [];
    private long _order;

    public int Packets { get; init; } = 2000;

    public int PacketsPerSecond { get; init; } = 20_000;

    /// <summary>Of 100 packets, how many repeat the bytes of an earlier one.</summary>
    public int Repeats { get; init; }

    /// <summary>Of 100 rounds, how many the datapath handles by itself.</summary>
    public int Cached { get; init; } = 50;

    /// <summary>All packets have the same bytes but for addresses and ports, as datagrams of a generator have.</summary>
    public bool SamePayload { get; init; }

    /// <summary>Keys have the conntrack tuple, as those of Linux 4.12 and newer.</summary>
    public bool Tuples { get; init; }

    /// <summary>By the place of a round in the order of their upcalls: the packet's key in each round, as it would have been had it made an upcall.</summary>
    public Dictionary<long, byte[][]> Keys { get; } = [];

    /// <summary>The parent of every round received, both as places in the order of their upcalls from 1 on; 0 where none was seen.</summary>
    public Dictionary<long, long> Truth { get; } = [];

    /// <summary>Writes it all; the n-th upcall written is round n of the engine.</summary>
    public void Run(TraceScript script)
    {
        ulong start = script.Now;
        for (uint packet = 1; packet <= Packets; packet++)
        {
            Arrive(packet, 0, -1, start + packet * 1_000_000ul / (ulong)PacketsPerSecond);
        }

        // Each handler is a queue of its own; what is written is merged in the order of time, as the ring does.
        var events = new List<(ulong TimeUs, long Order, Action Write)>();
        while (_arrivals.TryDequeue(out var upcall, out var at))
        {
            Handle(script, upcall.Packet, upcall.Round, at.TimeUs, events);
        }

        events.Sort((a, b) => (a.TimeUs, a.Order).CompareTo((b.TimeUs, b.Order)));
        long received = 0;
        var numbers = new Dictionary<(uint, int), long>();
        foreach (var (timeUs, order, write) in events)
        {
            script.At(timeUs);
            write();
            if (_received.TryGetValue(order, out var round))
            {
                numbers[round] = ++received;
                Keys[received] = [.. Enumerable.Range(0, 3).Select(i => Of(round.Packet, i).Key)];
                Truth[received] = numbers.GetValueOrDefault((round.Packet, _parentOf.GetValueOrDefault(round, -1)));
            }
        }
    }

    /// <summary>The packet comes to a round: an upcall, or on through a cached flow.</summary>
    private void Arrive(uint packet, int round, int parent, ulong timeUs)
    {
        // Ids are taught by the first packets, which meet no flow.
        while (packet > 50 && round < 3 && _random.Next(100) < Cached)
        {
            round++;
            timeUs += 2;
        }

        if (round < 3)
        {
            if (parent >= 0)
            {
                _parentOf[(packet, round)] = parent;
            }

            _arrivals.Enqueue((packet, round), (timeUs, _order++));
        }
    }

    private void Handle(TraceScript script, uint packet, int round, ulong arrivedUs, List<(ulong, long, Action)> events)
    {
        uint handler = (uint)_random.Next(_freeAt.Length);
        ulong recvUs = Math.Max(arrivedUs + 5, _freeAt[handler]), execUs = recvUs + 8;
        _freeAt[handler] = execUs + 10;
        var (inPort, recirc, ct, bytes, key) = Of(packet, round);
        byte[] actions = round < 2 ? TraceScript.Recirc(Id(inPort, round + 1)) : TraceScript.Output(3);
        ulong pointer = 0x1000_0000ul + (ulong)_order * 256;
        long order = _order++;
        _received[order] = (packet, round);
        events.Add((recvUs, order, () => script.Recv(handler, bytes, recirc, ct, inPort, pointer, origin: Tuples && round > 0 ? Of(packet, 0).Bytes : null)));
        events.Add((recvUs + 4, _order++, () => script.Put(handler, key, actions)));
        events.Add((execUs, _order++, () => script.Exec(handler, pointer, bytes, actions)));
        if (round < 2)
        {
            Arrive(packet, round + 1, round, execUs + 3);
        }
    }

    private (uint InPort, uint Recirc, uint Ct, byte[] Bytes, byte[] Key) Of(uint packet, int round)
    {
        uint sequence = SamePayload ? 1 : Repeats > 0 && packet * 7919 % 100 < Repeats ? packet % 10 : packet + 1000;
        bool nat = round > 0 && packet % 10 < 3;
        byte[] Bytes(bool translated) => TraceScript.Tcp(
            sequence, destination: translated ? "10.0.0.51" : "10.1.0.100", sourcePort: SamePayload ? (ushort)(1024 + packet) : (ushort)7777);
        uint inPort = 1 + (SamePayload ? packet : sequence) % 8, recirc = Id(inPort, round), ct = round == 0 ? 0 : Tuples && nat ? 0xa1 : 0x21u;
        byte[] bytes = Bytes(nat);
        return (inPort, recirc, ct, bytes, TraceScript.Key(recirc, ct, inPort, bytes, Tuples && round > 0 ? Bytes(false) : null));
    }

    private static uint Id(uint inPort, int round) => round == 0 ? 0 : inPort * 2 + (uint)round;
}
