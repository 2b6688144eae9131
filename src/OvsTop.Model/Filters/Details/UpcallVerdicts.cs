using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Filters.Details;

/// <summary>The verdicts on the last upcalls of a thread, as many as a <see cref="BatchWindow"/> keeps.</summary>
internal sealed class UpcallVerdicts
{
    private readonly Entry[] _entries = new Entry[ThreadTally.MaxBatch];
    private uint _head;

    /// <summary>Name of the thread; null when not known.</summary>
    public string? Name { get; set; }

    /// <summary>What became of the last put or execute.</summary>
    public RecordFate Last { get; set; }

    /// <summary>Notes the verdict on a received upcall.</summary>
    /// <returns>The verdict.</returns>
    public RecordFate Add(in ProbeEvent received, RecordFate fate)
    {
        ref readonly var header = ref received.Header;
        _entries[_head++ % ThreadTally.MaxBatch] = new Entry
        {
            TimeNs = header.TimeNs,
            Packet = header.Subject,
            KeyHash = KeyHash.Of(received),
            Fate = fate,
        };
        return fate;
    }

    /// <summary>The verdict on the upcall that a put or execute says it belongs to; null when there is none here.</summary>
    public RecordFate? Find(in ProbeEvent operation)
    {
        ref readonly var header = ref operation.Header;
        if (header.SinceRecvNs == 0)
        {
            return null;
        }

        ulong timeNs = header.TimeNs - header.SinceRecvNs;
        ulong keyHash = header.Probe is ProbeId.FlowPut ? KeyHash.Of(operation) : 0;
        for (uint age = 1; age <= ThreadTally.MaxBatch; age++)
        {
            ref readonly var entry = ref _entries[(_head - age) % ThreadTally.MaxBatch];
            if (entry.TimeNs == timeNs && (header.Probe is ProbeId.FlowPut ? entry.KeyHash == keyHash : entry.Packet == header.Subject))
            {
                return entry.Fate;
            }
        }

        return null;
    }

    private struct Entry
    {
        public ulong TimeNs;
        public ulong Packet;
        public ulong KeyHash;
        public RecordFate Fate;
    }
}
