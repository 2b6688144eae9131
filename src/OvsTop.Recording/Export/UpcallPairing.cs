using OvsTop.Model.Events;

namespace OvsTop.Recording.Export;

/// <summary>
/// Finds for each received upcall of a thread its put (by key) and execute (by packet), within the batch it was received in: a recv behind a put
/// or execute begins the next batch, as does the 65th.
/// </summary>
internal sealed class UpcallPairing
{
    private const int MaxBatch = 64;

    private readonly Dictionary<uint, (List<UpcallPacket> Batch, bool Closed)> _threads = [];
    private readonly Queue<UpcallPacket> _order = new();
    private readonly Action<UpcallPacket> _complete;

    /// <summary>Makes a pairing.</summary>
    /// <param name="complete">Takes each upcall when nothing more will come for it, in the order they were received.</param>
    public UpcallPairing(Action<UpcallPacket> complete) => _complete = complete;

    /// <summary>Looks at an event.</summary>
    public void Add(in ProbeEvent record, IReadOnlyList<string> names)
    {
        ref readonly var header = ref record.Header;
        if (header.Probe is not (ProbeId.RecvUpcall or ProbeId.FlowPut or ProbeId.FlowExecute))
        {
            return;
        }

        var (batch, closed) = _threads.TryGetValue(header.Tid, out var known) ? known : ([], false);
        if (header.Probe == ProbeId.RecvUpcall)
        {
            if (closed || batch.Count == MaxBatch)
            {
                Close(batch);
            }

            var packet = new UpcallPacket(record, header.Value3 < (ulong)names.Count ? names[(int)header.Value3] : "");
            batch.Add(packet);
            _order.Enqueue(packet);
        }
        else
        {
            Match(batch, record);
        }

        _threads[header.Tid] = (batch, header.Probe != ProbeId.RecvUpcall);
    }

    /// <summary>Gives out the upcalls that wait for nothing more.</summary>
    /// <param name="beforeNs">Those received before are given out in any case.</param>
    public void GiveOut(ulong beforeNs)
    {
        while (_order.TryPeek(out var packet) && (packet.Done || packet.Header.TimeNs < beforeNs))
        {
            _complete(_order.Dequeue());
        }
    }

    /// <summary>Gives out all, at the end of the recording or where it is interrupted.</summary>
    public void GiveOutAll()
    {
        GiveOut(ulong.MaxValue);
        _threads.Clear();
    }

    private static void Match(List<UpcallPacket> batch, in ProbeEvent record)
    {
        foreach (var packet in batch)
        {
            if (record.Header.Probe == ProbeId.FlowPut && packet.Put is null && record.Header.Value2 == packet.Header.Value2 && record.Key.SequenceEqual(packet.Key))
            {
                packet.Put = new PutFlow((record.Header.Flags & EventFlags.Ufid) != 0 ? record.Header.Ufid : null, record.Actions.ToArray());
                return;
            }

            if (record.Header.Probe == ProbeId.FlowExecute && packet.Executed is null && record.Header.Subject == packet.Header.Subject)
            {
                packet.Executed = record.Actions.ToArray();
                return;
            }
        }
    }

    private static void Close(List<UpcallPacket> batch)
    {
        batch.ForEach(static packet => packet.Done = true);
        batch.Clear();
    }
}
