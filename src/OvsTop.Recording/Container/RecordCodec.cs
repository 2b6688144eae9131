using System.Numerics;
using System.Runtime.InteropServices;
using OvsTop.Model.Events;

namespace OvsTop.Recording.Container;

/// <summary>
/// Detail records as differences from the last one of the same probe in the same chunk, word by word: most words of most records repeat,
/// and what is left compresses well. Used by one thread for one direction at a time.
/// </summary>
internal sealed class RecordCodec
{
    private const int HeaderWords = EventHeader.Size / 8;

    private readonly ulong[][] _last = new ulong[256][];
    private readonly int[] _lastWords = new int[256];
    private ulong[] _words = new ulong[512];

    /// <summary>Makes a codec.</summary>
    public RecordCodec() => Array.Fill(_last, []);

    /// <summary>Starts a chunk: nothing of the one before is referred to.</summary>
    public void Reset() => Array.Clear(_lastWords);

    /// <summary>Writes one record.</summary>
    /// <param name="record">Whole, a multiple of 8 bytes.</param>
    /// <param name="sink">Where to.</param>
    public void Encode(ReadOnlySpan<byte> record, ByteSink sink)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(record);
        int probe = record[12];
        var last = Reference(probe, words.Length);
        sink.Take(1)[0] = (byte)probe;
        sink.Varint((ulong)words.Length);
        for (int group = 0; group < words.Length; group += 8)
        {
            EncodeGroup(words[group..Math.Min(group + 8, words.Length)], last[group..], sink);
        }

        words.CopyTo(last);
    }

    /// <summary>Reads one record.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="record">The record, valid until the next call.</param>
    /// <returns>False if these bytes are no record.</returns>
    public bool TryDecode(ref ByteSource source, out ReadOnlySpan<byte> record)
    {
        record = default;
        int probe = source.Byte();
        ulong length = source.Varint();
        if (source.Failed || length is < HeaderWords or > HeaderWords + 4 * (ushort.MaxValue / 8 + 1))
        {
            return false;
        }

        int count = (int)length;
        if (_words.Length < count)
        {
            _words = new ulong[count * 2];
        }

        var words = _words.AsSpan(0, count);
        var last = Reference(probe, count);
        for (int group = 0; group < count; group += 8)
        {
            DecodeGroup(words[group..Math.Min(group + 8, count)], last[group..], ref source);
        }

        words.CopyTo(last);
        record = MemoryMarshal.AsBytes(words);
        return !source.Failed && record[12] == probe && MemoryMarshal.AsRef<EventHeader>(record).RecordSize == record.Length;
    }

    private static void EncodeGroup(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> last, ByteSink sink)
    {
        uint mask = 0;
        for (int i = 0; i < words.Length; i++)
        {
            mask |= words[i] != last[i] ? 1u << i : 0;
        }

        sink.Take(1)[0] = (byte)mask;
        for (; mask != 0; mask &= mask - 1)
        {
            int i = BitOperations.TrailingZeroCount(mask);
            sink.ZigZag((long)(words[i] - last[i]));
        }
    }

    private static void DecodeGroup(Span<ulong> words, ReadOnlySpan<ulong> last, ref ByteSource source)
    {
        last[..words.Length].CopyTo(words);
        for (uint mask = source.Byte(); mask != 0; mask &= mask - 1)
        {
            int i = BitOperations.TrailingZeroCount(mask);
            ulong difference = (ulong)source.ZigZag();
            if (i < words.Length)
            {
                words[i] += difference;
            }
        }
    }

    /// <summary>The last record of a probe, cut or continued with zeros to a number of words.</summary>
    private Span<ulong> Reference(int probe, int words)
    {
        if (_last[probe].Length < words)
        {
            Array.Resize(ref _last[probe], words * 2);
        }

        var last = _last[probe].AsSpan(0, words);
        if (_lastWords[probe] < words)
        {
            last[_lastWords[probe]..].Clear();
        }

        _lastWords[probe] = words;
        return last;
    }
}
