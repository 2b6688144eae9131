using System.Buffers.Binary;

namespace OvsTop.Recording.Container;

/// <summary>Bytes being read. Reading beyond the end or a bad number sets <see cref="Failed"/> and yields zeros.</summary>
internal ref struct ByteSource(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something was read that is not there.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads bytes.</summary>
    public ReadOnlySpan<byte> Bytes(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    /// <summary>Reads one byte.</summary>
    public byte Byte()
    {
        var one = Bytes(1);
        return one.IsEmpty ? (byte)0 : one[0];
    }

    /// <summary>Reads what <see cref="ByteSink.Varint"/> wrote.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0, i = 0; i < _rest.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(_rest[i] & 0x7f) << shift;
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        Fail();
        return 0;
    }

    /// <summary>Reads what <see cref="ByteSink.ZigZag"/> wrote.</summary>
    public long ZigZag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a section; false at the end.</summary>
    public bool Section(out byte tag, out ByteSource content)
    {
        tag = 0;
        content = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        tag = Byte();
        var length = Bytes(4);
        content = Failed ? default : new ByteSource(Bytes(BinaryPrimitives.ReadUInt32LittleEndian(length)));
        return !Failed;
    }

    private void Fail()
    {
        Failed = true;
        _rest = default;
    }
}
