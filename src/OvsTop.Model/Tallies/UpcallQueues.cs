using OvsTop.Model.Events;

namespace OvsTop.Model.Tallies;

/// <summary>
/// The queues of all upcall sockets, from single events. Which thread reads which socket no event says: the first match tells, and the next when it
/// changes.
/// </summary>
internal sealed class UpcallQueues
{
    private readonly Dictionary<ulong, UpcallQueue> _byPort = [];
    private readonly Dictionary<ushort, (UpcallQueue Queue, uint Position)> _running = [];
    private readonly Dictionary<uint, UpcallQueue> _readers = [];

    /// <summary>True once there was a kernel upcall: those that are received have been sent.</summary>
    public bool Any => _byPort.Count > 0;

    /// <summary>Notes a kernel upcall. The segments of a GSO packet are messages of their own, and none has its length.</summary>
    public void Send(in ProbeEvent upcall)
    {
        ref readonly var header = ref upcall.Header;
        if (!_byPort.TryGetValue(header.Value1, out var queue))
        {
            _byPort.Add(header.Value1, queue = new UpcallQueue());
        }

        _running.Remove(header.Cpu);
        if (header.Value2 == 0)
        {
            _running[header.Cpu] = (queue, queue.Add(PacketIdentity.Of(upcall.Packet, header.PacketLength, (uint)header.Value0), header.TimeNs));
        }
    }

    /// <summary>The upcall that ran on a CPU returned.</summary>
    public void Return(in EventHeader header)
    {
        if (_running.Remove(header.Cpu, out var upcall) && header.Argument != 0)
        {
            upcall.Queue.Fail(upcall.Position);
        }
    }

    /// <summary>When the kernel sent a received upcall; 0 not known.</summary>
    public ulong Receive(in ProbeEvent received)
    {
        ref readonly var header = ref received.Header;
        ulong identity = PacketIdentity.Of(received.Packet, header.PacketLength, PacketIdentity.Recirculation(received.Key));
        _readers.TryGetValue(header.Tid, out var own);
        ulong sentNs = own?.Take(identity, header.TimeNs) ?? 0;
        if (sentNs != 0)
        {
            return sentNs;
        }

        foreach (var queue in _byPort.Values)
        {
            if (queue != own && queue.Take(identity, header.TimeNs) is var found and not 0)
            {
                _readers[header.Tid] = queue;
                return found;
            }
        }

        return 0;
    }
}
