namespace OvsTop.Analysis.Traces;

/// <summary>
/// What a thread is in the middle of: handle_upcalls (ofproto/ofproto-dpif-upcall.c) receives up to 64 upcalls, builds a put and an execute for
/// each in their order, then sends them, and the kernel works through them in that order.
/// </summary>
internal sealed class OpenBatch
{
    private const int Most = 64;

    private readonly List<RoundRef> _rounds = new(Most);
    private readonly Queue<RoundRef> _putsSent = new(Most), _executesSent = new(Most);
    private int _cursor;
    private bool _closed;

    /// <summary>The round whose put, and the one whose execute, the kernel is at.</summary>
    public RoundRef InPut, InExecute;

    /// <summary>Notes a received upcall; the first after an operation opens a new batch.</summary>
    public void Receive(Round round)
    {
        if (_closed || _rounds.Count == Most)
        {
            _rounds.Clear();
            _putsSent.Clear();
            _executesSent.Clear();
            InPut = InExecute = default;
            _cursor = 0;
            _closed = false;
        }

        if (_rounds.Count > 0 && _rounds[^1].Value is { } before)
        {
            before.NextNs = round.RecvNs;
        }

        _rounds.Add(RoundRef.To(round));
    }

    /// <summary>The round that a put was built for; null when it is of no upcall.</summary>
    public Round? BuildPut(ulong keyHash)
    {
        _closed = true;
        for (int i = 0; i < _rounds.Count; i++)
        {
            if (_rounds[(i + _cursor) % _rounds.Count].Value is { HasPut: false } round && round.KeyHash == keyHash)
            {
                return round;
            }
        }

        return null;
    }

    /// <summary>The put goes to the kernel after those before it. Only new flows do so by ovs_flow_cmd_new.</summary>
    public void SendPut(RoundRef round)
    {
        if (_putsSent.Count < Most)
        {
            _putsSent.Enqueue(round);
        }
    }

    /// <summary>The round that an execute was built for: the one with its packet. Null when it is of no upcall.</summary>
    /// <param name="packet">Address of the packet.</param>
    /// <param name="timeNs">When it was built.</param>
    public Round? BuildExecute(ulong packet, ulong timeNs)
    {
        _closed = true;
        for (int i = 0; i < _rounds.Count; i++)
        {
            int at = (i + _cursor) % _rounds.Count;
            if (_rounds[at].Value is { ExecNs: 0 } round && round.Pointer == packet)
            {
                _cursor = at;
                return round;
            }
        }

        return Helped(timeNs);
    }

    /// <summary>The execute goes to the kernel after those before it.</summary>
    public void SendExecute(RoundRef round)
    {
        if (_executesSent.Count < Most)
        {
            _executesSent.Enqueue(round);
        }
    }

    /// <summary>The kernel enters the oldest put.</summary>
    public Round? EnterPut() => (InPut = _putsSent.TryDequeue(out var round) ? round : default).Value;

    /// <summary>The kernel enters the oldest execute.</summary>
    public Round? EnterExecute() => (InExecute = _executesSent.TryDequeue(out var round) ? round : default).Value;

    /// <summary>
    /// A packet that needs help (dpif_execute_with_help, lib/dpif.c) is executed piece by piece under other addresses: those belong to the first
    /// round in order that has a put and no execute.
    /// </summary>
    private Round? Helped(ulong timeNs)
    {
        for (int i = _cursor; i < _rounds.Count; i++)
        {
            if (_rounds[i].Value is { HasPut: true, ExecNs: 0 } round && round.PutNs <= timeNs)
            {
                round.Helped = true;
                _cursor = i;
                return round;
            }
        }

        return null;
    }
}
