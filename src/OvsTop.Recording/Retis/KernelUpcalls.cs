using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Recording.Retis;

/// <summary>Kernel upcalls by the packet that a recv_upcall will bring, equal ones in their order, and by the CPU they still run on.</summary>
internal sealed class KernelUpcalls
{
    /// <summary>Not received for longer: lost where no probe saw it.</summary>
    private const ulong LongestNs = 10_000_000_000;

    private readonly Dictionary<ulong, Queue<KernelUpcall>> _waiting = [];
    private readonly Queue<(ulong Identity, KernelUpcall Upcall)> _order = new();
    private readonly Dictionary<(ushort Cpu, uint Tid), KernelUpcall> _running = [];

    /// <summary>Notes an upcall.</summary>
    public void Begin(in ProbeEvent upcall, string comm)
    {
        ref readonly var header = ref upcall.Header;
        var noted = new KernelUpcall(header, comm);
        ulong identity = PacketIdentity.Of(upcall.Packet, header.PacketLength, (uint)header.Value0);
        if (!_waiting.TryGetValue(identity, out var equal))
        {
            _waiting[identity] = equal = new Queue<KernelUpcall>();
        }

        equal.Enqueue(noted);
        _order.Enqueue((identity, noted));
        _running[(header.Cpu, header.Tid)] = noted;
    }

    /// <summary>The upcall that returns; null if its beginning was not seen. One that failed is not waited for any more.</summary>
    public KernelUpcall? End(in EventHeader header)
    {
        if (!_running.Remove((header.Cpu, header.Tid), out var upcall))
        {
            return null;
        }

        upcall.Return = header;
        return upcall;
    }

    /// <summary>The upcall of a received packet, which no longer waits; null if none was seen.</summary>
    public KernelUpcall? Take(in ProbeEvent recv)
    {
        ulong identity = PacketIdentity.Of(recv.Packet, recv.Header.PacketLength, PacketIdentity.Recirculation(recv.Key));
        while (_waiting.TryGetValue(identity, out var equal))
        {
            var upcall = equal.Dequeue();
            if (equal.Count == 0)
            {
                _waiting.Remove(identity);
            }

            if (upcall.Return is not { Argument: not 0 })
            {
                return upcall;
            }
        }

        return null;
    }

    /// <summary>Gives out those nobody will receive any more.</summary>
    /// <param name="nowNs">The time; those much older are given out.</param>
    /// <param name="giveUp">Takes each that waited in vain.</param>
    public void Expire(ulong nowNs, Action<KernelUpcall> giveUp)
    {
        while (_order.TryPeek(out var oldest) && oldest.Upcall.Header.TimeNs < nowNs - Math.Min(nowNs, LongestNs))
        {
            _order.Dequeue();
            if (_waiting.TryGetValue(oldest.Identity, out var equal) && equal.Peek() == oldest.Upcall)
            {
                equal.Dequeue();
                if (equal.Count == 0)
                {
                    _waiting.Remove(oldest.Identity);
                }

                giveUp(oldest.Upcall);
            }
        }
    }
}
