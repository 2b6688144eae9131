using System.Buffers.Binary;

namespace OvsTop.Recording.Container;

/// <summary>Bytes being written, in one array that grows and is then reused.</summary>
internal sealed class ByteSink
{
    /// <summary>Bytes in front of a section's content.</summary>
    public const int SectionHead = 5;

    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written, until the next write.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets the bytes, keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Makes room and counts it as written.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        }

        var span = _bytes.AsSpan(Length, length);
        Length += length;
        return span;
    }

    /// <summary>Takes back bytes at the end.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Writes bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes seven bits a byte, lowest first.</summary>
    public void Varint(ulong value)
    {
        var room = Take(10);
        int used = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[used++] = (byte)(value | 0x80);
        }

        room[used++] = (byte)value;
        Length -= 10 - used;
    }

    /// <summary>Writes a difference so that small ones of either sign are short.</summary>
    public void ZigZag(long value) => Varint((ulong)(value << 1 ^ value >> 63));

    /// <summary>Starts a section: tag, then a length that <see cref="EndSection"/> fills in.</summary>
    /// <returns>What <see cref="EndSection"/> wants.</returns>
    public int BeginSection(byte tag)
    {
        Take(1)[0] = tag;
        Take(4);
        return Length;
    }

    /// <summary>Ends a section.</summary>
    public void EndSection(int start) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start - 4), Length - start);
}
