namespace OvsTop.Recording.Retis;

/// <summary>
/// Packets of kernel upcalls until their queue id is known, and by queue id then: recv_upcall brings no packet of its own. Bounded; what is
/// forgotten is a packet that nobody received for a long time.
/// </summary>
internal sealed class RetisPackets
{
    private const int Capacity = 64 * 1024;

    private readonly Dictionary<(ulong TimeNs, ulong Cpu), byte[]> _upcalls = [];
    private readonly Dictionary<uint, byte[]> _queued = [];

    /// <summary>Notes the packet of an upcall.</summary>
    public void Upcall(ulong timeNs, ulong cpu, byte[] packet)
    {
        Bound(_upcalls);
        _upcalls[(timeNs, cpu)] = packet;
    }

    /// <summary>An upcall got its queue id.</summary>
    public void Enqueue(ulong timeNs, ulong cpu, uint queueId)
    {
        if (_upcalls.Remove((timeNs, cpu), out byte[]? packet))
        {
            Bound(_queued);
            _queued[queueId] = packet;
        }
    }

    /// <summary>The packet with a queue id; empty if unknown.</summary>
    public byte[] Of(uint queueId) => _queued.TryGetValue(queueId, out byte[]? packet) ? packet : [];

    private static void Bound<TKey>(Dictionary<TKey, byte[]> packets)
        where TKey : notnull
    {
        if (packets.Count >= Capacity)
        {
            packets.Clear();
        }
    }
}
