namespace OvsTop.Analysis.Traces;

/// <summary>The packets that are remembered; the oldest give way.</summary>
/// <param name="capacity">Most packets.</param>
internal sealed class PacketRing(int capacity)
{
    private readonly PacketEntry?[] _entries = new PacketEntry?[capacity];

    /// <summary>Packets so far; the number of the newest.</summary>
    public long Count { get; private set; }

    /// <summary>Packets that have been forgotten.</summary>
    public long Evicted => Math.Max(0, Count - _entries.Length);

    /// <summary>Packets none of whose rounds has passed the filter.</summary>
    public long Strangers { get; private set; }

    /// <summary>A packet by its number; null when it is gone.</summary>
    public PacketEntry? Find(long number) =>
        number > 0 && _entries[number % _entries.Length] is { } entry && entry.Number == number ? entry : null;

    /// <summary>Puts a round where it belongs: to its parent's packet, or to a new one.</summary>
    public PacketEntry Place(Round round)
    {
        if (round.Parent.Value is { } parent && Find(parent.Packet) is { } packet)
        {
            Strangers -= packet.IsStranger && !round.Related ? 1 : 0;
            packet.Add(round);
            return packet;
        }

        ref var entry = ref _entries[++Count % _entries.Length];
        entry ??= new PacketEntry();
        entry.Begin(Count, round);
        Strangers += round.Related ? 1 : 0;
        return entry;
    }
}
