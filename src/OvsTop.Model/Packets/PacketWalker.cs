using System.Numerics;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Packets;

/// <summary>
/// Walks the layers of captured bytes, from the Ethernet header through tunnels to the payload. Any bytes will do; it takes at most
/// <see cref="MaxLayers"/> steps and allocates nothing.
/// </summary>
public ref struct PacketWalker
{
    /// <summary>Most layers followed.</summary>
    public const int MaxLayers = 32;

    private const ushort TransparentEthernet = 0x6558, Fragment = 44, Authentication = 51;

    private readonly ReadOnlySpan<byte> _packet;
    private int _end;
    private int _offset;
    private int _steps;
    private LayerKind _next;
    private ushort _protocol;
    private LayerNote _note;

    /// <summary>Stands before the first layer.</summary>
    /// <param name="packet">Captured bytes, Ethernet header first.</param>
    public PacketWalker(ReadOnlySpan<byte> packet)
    {
        _packet = packet;
        _end = packet.Length;
        _next = LayerKind.Ethernet;
    }

    /// <summary>The layer the walk stands on.</summary>
    public PacketLayer Current { get; private set; }

    /// <summary>Bytes of the layer the walk stands on.</summary>
    public readonly ReadOnlySpan<byte> Header => _packet.Slice(Current.Offset, Current.Length);

    /// <summary>Steps to the next layer.</summary>
    public bool MoveNext()
    {
        if (_next is LayerKind.End)
        {
            return false;
        }

        if (++_steps > MaxLayers && _next is not LayerKind.Payload)
        {
            Expect(LayerKind.Payload, _protocol, LayerNote.TooDeep);
        }

        var kind = _next;
        ushort protocol = _protocol;
        var note = _note;
        int start = _offset;
        var rest = _packet[start.._end];
        if (kind is LayerKind.Payload)
        {
            _next = LayerKind.End;
            Current = new(kind, start, rest.Length, protocol, note);
            return rest.Length > 0;
        }

        Expect(LayerKind.Payload, 0);
        int length = HeaderLength(kind, protocol, rest);
        if (length < 0 || length > rest.Length)
        {
            _next = LayerKind.End;
            Current = new(kind, start, rest.Length, protocol, length < 0 ? LayerNote.Malformed : LayerNote.Truncated);
            return rest.Length > 0 || _steps > 1;
        }

        Current = new(kind, start, length, protocol, LayerNote.None);
        _offset = start + length;
        Follow(kind, protocol, rest);
        return true;
    }

    /// <summary>Bytes a header needs: more than there are when it is cut, negative when it is malformed.</summary>
    private static int HeaderLength(LayerKind kind, ushort protocol, ReadOnlySpan<byte> rest)
    {
        switch (kind)
        {
            case LayerKind.Ethernet:
                return 14;
            case LayerKind.Vlan or LayerKind.Mpls:
                return 4;
            case LayerKind.Arp:
                return 28;
            case LayerKind.Ipv4:
                return rest.Length == 0 ? 20 : rest[0] is < 0x45 or > 0x4f ? -1 : (rest[0] & 15) * 4;
            case LayerKind.Ipv6:
                return rest.Length > 0 && rest[0] >> 4 != 6 ? -1 : 40;
            case LayerKind.Ipv6Extension:
                return rest.Length < 2 || protocol == Fragment ? 8 : protocol == Authentication ? (rest[1] + 2) * 4 : (rest[1] + 1) * 8;
            case LayerKind.Tcp:
                return rest.Length < 20 ? 20 : rest[12] >> 4 < 5 ? -1 : (rest[12] >> 4) * 4;
            case LayerKind.Sctp:
                return 12;
            case LayerKind.Icmpv6:
                return rest.Length > 0 && rest[0] is 135 or 136 ? Math.Max(24, rest.Length) : 4;
            case LayerKind.Geneve:
                return rest.Length < 8 ? 8 : rest[0] >> 6 != 0 ? -1 : 8 + ((rest[0] & 0x3f) * 4);
            case LayerKind.Gre:
                return rest.Length < 4 ? 4 : (rest[1] & 7) != 0 ? -1 : 4 + (4 * BitOperations.PopCount(rest[0] & 0xb0u));
            default:
                return 8;
        }
    }

    private void Follow(LayerKind kind, ushort protocol, ReadOnlySpan<byte> layer)
    {
        switch (kind)
        {
            case LayerKind.Ethernet:
                ExpectType(ReadUInt16BigEndian(layer[12..]));
                break;
            case LayerKind.Vlan:
                ExpectType(ReadUInt16BigEndian(layer[2..]));
                break;
            case LayerKind.Mpls:
                int version = layer.Length > 4 ? layer[4] >> 4 : 0;
                Expect((layer[2] & 1) == 0 ? LayerKind.Mpls : version == 4 ? LayerKind.Ipv4 : version == 6 ? LayerKind.Ipv6 : LayerKind.Payload, 0);
                break;
            case LayerKind.Arp:
                _next = LayerKind.End;
                break;
            case LayerKind.Ipv4:
                Trim(ReadUInt16BigEndian(layer[2..]) - Current.Length);
                ExpectIp(layer[9], (ReadUInt16BigEndian(layer[6..]) & 0x1fff) != 0);
                break;
            case LayerKind.Ipv6:
                Trim(ReadUInt16BigEndian(layer[4..]));
                ExpectIp(layer[6], false);
                break;
            case LayerKind.Ipv6Extension:
                ExpectIp(layer[0], protocol == Fragment && ReadUInt16BigEndian(layer[2..]) >> 3 != 0);
                break;
            case LayerKind.Udp:
                ushort port = ReadUInt16BigEndian(layer[2..]);
                Expect(port switch { 4789 or 8472 => LayerKind.Vxlan, 6081 => LayerKind.Geneve, _ => LayerKind.Payload }, port);
                break;
            case LayerKind.Vxlan:
                Expect((layer[0] & 8) != 0 ? LayerKind.Ethernet : LayerKind.Payload, 0);
                break;
            case LayerKind.Geneve or LayerKind.Gre:
                ExpectType(ReadUInt16BigEndian(layer[2..]));
                break;
        }
    }

    private void ExpectType(ushort type) => Expect(
        type switch
        {
            TransparentEthernet => LayerKind.Ethernet,
            0x8100 or 0x88a8 or 0x9100 => LayerKind.Vlan,
            0x8847 or 0x8848 => LayerKind.Mpls,
            0x0806 or 0x8035 when IsArpOfIpv4() => LayerKind.Arp,
            0x0800 => LayerKind.Ipv4,
            0x86dd => LayerKind.Ipv6,
            _ => LayerKind.Payload,
        },
        type);

    private void ExpectIp(byte protocol, bool isLaterFragment)
    {
        var kind = protocol switch
        {
            6 => LayerKind.Tcp,
            17 => LayerKind.Udp,
            132 => LayerKind.Sctp,
            1 => LayerKind.Icmp,
            58 => LayerKind.Icmpv6,
            47 => LayerKind.Gre,
            4 => LayerKind.Ipv4,
            41 => LayerKind.Ipv6,
            0 or 43 or (byte)Fragment or (byte)Authentication or 60 or 135 or 139 or 140 => LayerKind.Ipv6Extension,
            _ => LayerKind.Payload,
        };
        Expect(isLaterFragment ? LayerKind.Payload : kind, protocol, isLaterFragment ? LayerNote.LaterFragment : LayerNote.None);
    }

    private void Expect(LayerKind kind, ushort protocol, LayerNote note = LayerNote.None) => (_next, _protocol, _note) = (kind, protocol, note);

    /// <summary>Hardware type 1, protocol IPv4, lengths 6 and 4.</summary>
    private readonly bool IsArpOfIpv4() => _end - _offset < 6 || _packet.Slice(_offset, 6).SequenceEqual((ReadOnlySpan<byte>)[0, 1, 8, 0, 6, 4]);

    /// <summary>Leaves out what pads the frame behind the packet; segmentation offload leaves lengths of 0.</summary>
    private void Trim(int length)
    {
        if (length > 0)
        {
            _end = Math.Min(_end, _offset + length);
        }
    }
}
