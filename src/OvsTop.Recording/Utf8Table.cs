using System.Buffers.Binary;

namespace OvsTop.Recording;

/// <summary>Byte strings, each with a running number; found by their bytes without allocation.</summary>
internal sealed class Utf8Table
{
    private readonly List<byte[]> _entries = [];
    private int[] _buckets = new int[64];

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a string that is not there yet.</summary>
    /// <returns>Its number, from 0.</returns>
    public int Add(ReadOnlySpan<byte> text)
    {
        _entries.Add(text.ToArray());
        if (_entries.Count * 2 > _buckets.Length)
        {
            _buckets = new int[_buckets.Length * 2];
            for (int i = 0; i < _entries.Count; i++)
            {
                Place(i);
            }
        }
        else
        {
            Place(_entries.Count - 1);
        }

        return _entries.Count - 1;
    }

    /// <summary>The number of a string, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        for (uint at = Hash(text); ; at++)
        {
            int entry = _buckets[at & (_buckets.Length - 1)] - 1;
            if (entry < 0 || text.SequenceEqual(_entries[entry]))
            {
                return entry;
            }
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong head = 0, tail = 0;
        if (text.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(text);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
        }
        else
        {
            foreach (byte b in text)
            {
                head = head << 8 | b;
            }
        }

        ulong mixed = (head ^ (ulong)text.Length) * 0x9E3779B97F4A7C15 + tail;
        return (uint)(mixed * 0xC2B2AE3D27D4EB4F >> 32);
    }

    private void Place(int entry)
    {
        uint at = Hash(_entries[entry]);
        while (_buckets[at & (_buckets.Length - 1)] != 0)
        {
            at++;
        }

        _buckets[at & (_buckets.Length - 1)] = entry + 1;
    }
}
