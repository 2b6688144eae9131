using System.Buffers.Binary;

namespace OvsTop.Model.Flows;

/// <summary>
/// Walks netlink attributes back to back: u16 length with its 4-byte header, u16 type, payload, padding to 4 bytes
/// (struct nlattr in linux/netlink.h, nl_attr_is_valid in lib/netlink.h). Little-endian, as the daemons ovstop watches are.
/// Never reads outside the span: a header that does not fit ends the walk and sets <see cref="MalformedOffset"/>.
/// </summary>
public ref struct NetlinkReader
{
    /// <summary>Bytes of an attribute's header.</summary>
    public const int HeaderSize = 4;

    /// <summary>Bits of the type that carry the type; the upper two are NLA_F_NESTED and NLA_F_NET_BYTEORDER.</summary>
    public const ushort TypeMask = 0x3fff;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _base;
    private int _next;
    private int _start;
    private int _length;

    /// <summary>Starts before the first attribute.</summary>
    /// <param name="attributes">Attributes without an outer header.</param>
    /// <param name="baseOffset">Where they start in the outermost message, for the offsets reported.</param>
    public NetlinkReader(ReadOnlySpan<byte> attributes, int baseOffset = 0)
    {
        _bytes = attributes;
        _base = baseOffset;
        MalformedOffset = -1;
    }

    /// <summary>Type of the current attribute without the flag bits.</summary>
    public ushort Type { get; private set; }

    /// <summary>Offset of the current attribute's header in the outermost message.</summary>
    public readonly int Offset => _base + _start;

    /// <summary>Offset of the current attribute's payload in the outermost message.</summary>
    public readonly int ValueOffset => _base + _start + HeaderSize;

    /// <summary>Payload of the current attribute.</summary>
    public readonly ReadOnlySpan<byte> Value => _bytes.Slice(_start + HeaderSize, _length);

    /// <summary>Offset in the outermost message where the walk met bytes that are no attribute, or -1.</summary>
    public int MalformedOffset { get; private set; }

    /// <summary>The bytes behind the last whole attribute; empty unless <see cref="MalformedOffset"/> is set.</summary>
    public readonly ReadOnlySpan<byte> Leftover => MalformedOffset < 0 ? default : _bytes[_next..];

    /// <summary>A reader over the current attribute's payload.</summary>
    public readonly NetlinkReader Nested() => new(Value, ValueOffset);

    /// <summary>Steps to the next attribute; false at the end or at malformed bytes.</summary>
    public bool MoveNext()
    {
        var rest = _bytes[_next..];
        if (rest.Length < HeaderSize)
        {
            return Stop(rest.Length > 0);
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length < HeaderSize || length > rest.Length)
        {
            return Stop(true);
        }

        Type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & TypeMask);
        _start = _next;
        _length = length - HeaderSize;
        _next += Math.Min((length + 3) & ~3, rest.Length);
        return true;
    }

    /// <summary>Payload of the first attribute of this type, or an empty span with <paramref name="found"/> false.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> attributes, ushort type, out bool found)
    {
        var reader = new NetlinkReader(attributes);
        while (reader.MoveNext())
        {
            if (reader.Type == type)
            {
                found = true;
                return reader.Value;
            }
        }

        found = false;
        return default;
    }

    private bool Stop(bool malformed)
    {
        if (malformed)
        {
            MalformedOffset = _base + _next;
        }

        return false;
    }
}
