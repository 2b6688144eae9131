using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Builds netlink attributes, little-endian, padded to 4 bytes.</summary>
public sealed class NetlinkWriter
{
    private byte[] _bytes = new byte[256];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The attributes; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets everything behind this length.</summary>
    public void Truncate(int length = 0) => Length = length;

    /// <summary>Appends an attribute.</summary>
    public void Put(ushort type, ReadOnlySpan<byte> value) => value.CopyTo(Reserve(type, value.Length));

    /// <summary>Appends a u32.</summary>
    public void U32(ushort type, uint value) => WriteUInt32LittleEndian(Reserve(type, 4), value);

    /// <summary>Appends a u16.</summary>
    public void U16(ushort type, ushort value) => WriteUInt16LittleEndian(Reserve(type, 2), value);

    /// <summary>Appends a be32.</summary>
    public void Be32(ushort type, uint value) => WriteUInt32BigEndian(Reserve(type, 4), value);

    /// <summary>Appends a be16.</summary>
    public void Be16(ushort type, ushort value) => WriteUInt16BigEndian(Reserve(type, 2), value);

    /// <summary>Starts a nested attribute.</summary>
    /// <returns>What <see cref="EndNested"/> needs.</returns>
    public int BeginNested(ushort type)
    {
        int start = Length;
        Reserve(type, 0);
        return start;
    }

    /// <summary>Ends a nested attribute.</summary>
    /// <returns>False if it is longer than the 65,535 bytes an attribute can have; its length is then wrong.</returns>
    public bool EndNested(int start)
    {
        int length = Length - start;
        WriteUInt16LittleEndian(_bytes.AsSpan(start), (ushort)length);
        return length <= ushort.MaxValue;
    }

    /// <summary>Appends an attribute of zeros and returns its payload; valid until the next write.</summary>
    public Span<byte> Reserve(ushort type, int length)
    {
        int padded = (NetlinkReader.HeaderSize + length + 3) & ~3;
        if (Length + padded > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + padded));
        }

        var span = _bytes.AsSpan(Length, padded);
        span.Clear();
        WriteUInt16LittleEndian(span, (ushort)(NetlinkReader.HeaderSize + length));
        WriteUInt16LittleEndian(span[2..], type);
        Length += padded;
        return span.Slice(NetlinkReader.HeaderSize, length);
    }
}
