using System.Runtime.InteropServices;

namespace OvsTop.Model.Events;

/// <summary>Detail records back to back in one array that grows to the largest batch and is then reused.</summary>
public sealed class RecordBuffer
{
    private byte[] _bytes;
    private int _used;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">Bytes to start with.</param>
    public RecordBuffer(int capacity = 64 * 1024) => _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all records.</summary>
    public int Bytes => _used;

    /// <summary>All records as they lie, until the next change.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(0, _used);

    /// <summary>Forgets the records, keeps the memory.</summary>
    public void Clear()
    {
        _used = 0;
        Count = 0;
    }

    /// <summary>Copies a whole record as it came from the ring.</summary>
    /// <returns>The copy, valid until the next change.</returns>
    public Span<byte> Append(ReadOnlySpan<byte> record)
    {
        var copy = Reserve(record.Length);
        record.CopyTo(copy);
        Count++;
        return copy;
    }

    /// <summary>Takes over the <see cref="Content"/> of another buffer in place of its own.</summary>
    /// <param name="content">Whole records, each padded to 8 bytes.</param>
    /// <param name="count">How many.</param>
    public void Load(ReadOnlySpan<byte> content, int count)
    {
        Clear();
        content.CopyTo(Reserve(content.Length));
        Count = count;
    }

    /// <summary>Builds a record from its parts; lengths captured are set from the parts, full lengths are the caller's.</summary>
    public void Append(EventHeader header, ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> actions)
    {
        header.PacketCaptured = checked((ushort)packet.Length);
        header.KeyCaptured = checked((ushort)key.Length);
        header.MaskCaptured = checked((ushort)mask.Length);
        header.ActionsCaptured = checked((ushort)actions.Length);
        var record = Reserve(header.RecordSize);
        MemoryMarshal.Write(record, header);
        var rest = record[EventHeader.Size..];
        rest = Part(rest, packet);
        rest = Part(rest, key);
        rest = Part(rest, mask);
        Part(rest, actions);
        Count++;
    }

    /// <summary>Does with each record what a test says; those that stay keep their order. The test is asked once for each.</summary>
    public void Keep(RecordTest test)
    {
        int kept = 0, count = 0;
        foreach (var record in this)
        {
            var fate = test(record);
            if (fate == RecordFate.Removed)
            {
                continue;
            }

            // To where it is or further ahead: nothing that was not read yet is overwritten.
            var bytes = record.Bytes;
            bytes.CopyTo(_bytes.AsSpan(kept));
            MemoryMarshal.AsRef<EventHeader>(_bytes.AsSpan(kept)).Flags |= FlagOf(fate);
            kept += bytes.Length;
            count++;
        }

        _used = kept;
        Count = count;
    }

    /// <summary>Walks the records in order.</summary>
    public Enumerator GetEnumerator() => new(_bytes.AsSpan(0, _used));

    private static EventFlags FlagOf(RecordFate fate) =>
        fate == RecordFate.Related ? EventFlags.Related : fate == RecordFate.Undecided ? EventFlags.Undecided : EventFlags.None;

    private static Span<byte> Part(Span<byte> target, ReadOnlySpan<byte> part)
    {
        part.CopyTo(target);
        int padded = EventHeader.Pad(part.Length);
        target[part.Length..padded].Clear();
        return target[padded..];
    }

    private Span<byte> Reserve(int length)
    {
        int padded = EventHeader.Pad(length);
        if (_used + padded > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + padded));
        }

        var span = _bytes.AsSpan(_used, length);
        _used += padded;
        return span;
    }

    /// <summary>Enumerates records without allocation.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private int _current;

        internal Enumerator(ReadOnlySpan<byte> records)
        {
            _rest = records;
            _current = 0;
        }

        /// <summary>The record the walk stands on.</summary>
        public readonly ProbeEvent Current => new(_rest[.._current]);

        /// <summary>Steps to the next record.</summary>
        public bool MoveNext()
        {
            _rest = _rest[_current..];
            if (_rest.Length < EventHeader.Size)
            {
                return false;
            }

            _current = MemoryMarshal.AsRef<EventHeader>(_rest).RecordSize;
            return _current <= _rest.Length;
        }
    }
}
