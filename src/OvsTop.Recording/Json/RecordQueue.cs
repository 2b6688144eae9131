using OvsTop.Model.Events;

namespace OvsTop.Recording.Json;

/// <summary>Records that a parser has made and that wait to be read: in their order, or by their time up to a point.</summary>
internal sealed class RecordQueue
{
    /// <summary>More are not held back, whatever their time.</summary>
    private const int MaxHeld = 256 * 1024;

    private readonly PriorityQueue<byte[], (ulong TimeNs, long Number)> _held = new();
    private readonly RecordBuffer _one = new(4096);
    private long _number;

    /// <summary>A bit for each probe that occurred.</summary>
    public uint Seen { get; private set; }

    /// <summary>Records before this time can be read; everything by default.</summary>
    public ulong ReadyNs { get; set; } = ulong.MaxValue;

    /// <summary>The record stepped to.</summary>
    public byte[] Record { get; private set; } = [];

    /// <summary>Adds a record.</summary>
    /// <exception cref="FormatException">The packet or the key is longer than any of a record.</exception>
    public void Add(in EventHeader header, ReadOnlySpan<byte> packet = default, ReadOnlySpan<byte> key = default)
    {
        if (Math.Max(packet.Length, key.Length) > ushort.MaxValue)
        {
            throw new FormatException($"a packet or key of more than {ushort.MaxValue:N0} bytes");
        }

        Seen |= 1u << (int)header.Probe;
        _one.Clear();
        _one.Append(header, packet, key, [], []);
        foreach (var record in _one)
        {
            bool ordered = ReadyNs != ulong.MaxValue;
            _held.Enqueue(record.Bytes.ToArray(), (ordered ? header.TimeNs : 0, _number++));
        }
    }

    /// <summary>Steps to the next record.</summary>
    public bool Next()
    {
        if (!_held.TryPeek(out byte[]? record, out var place) || (place.TimeNs >= ReadyNs && _held.Count <= MaxHeld))
        {
            return false;
        }

        Record = record;
        _held.Dequeue();
        return true;
    }
}
