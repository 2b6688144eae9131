using static OvsTop.Model.Tests.Flows.Attributes;

namespace OvsTop.Model.Tests.Filters;

/// <summary>Random flow keys as a kernel sends them, of values that <see cref="RandomFilters"/> asks for.</summary>
internal sealed class RandomKeys(int seed)
{
    private readonly Random _random = new(seed);
    private readonly RandomFilters _values = new(seed + 1);

    public byte[] Next()
    {
        var parts = new List<byte[]>
        {
            Of(KeyAttr.RecircId, U32(Number(32))), Of(KeyAttr.DpHash, U32(Number(32))), Of(KeyAttr.Priority, U32(Number(32))),
            Of(KeyAttr.InPort, U32(Number(32))), Of(KeyAttr.SkbMark, U32(Number(32))),
        };
        if (Maybe(2))
        {
            parts.AddRange(
                [Of(KeyAttr.CtState, U32(Number(8))), Of(KeyAttr.CtZone, U16((ushort)Number(16))), Of(KeyAttr.CtMark, U32(Number(32))), Of(KeyAttr.CtLabels, Bytes(16))]);
        }

        if (Maybe(3))
        {
            parts.Add(Maybe(2)
                ? Of(KeyAttr.CtTupleIpv4, Bytes(8), Bytes(4), [(byte)Number(8), 0, 0, 0])
                : Of(KeyAttr.CtTupleIpv6, Bytes(32), Bytes(4), [(byte)Number(8), 0, 0, 0]));
        }

        if (Maybe(3))
        {
            parts.Add(Of(KeyAttr.Tunnel, Tunnel()));
        }

        if (!Maybe(8))
        {
            parts.Add(Of(KeyAttr.Ethernet, Bytes(6), Bytes(6)));
        }

        parts.AddRange(Tagged(_random.Next(6) switch { 0 => 1, 1 => 2, _ => 0 }));
        return Join([.. parts]);
    }

    /// <summary>The key with some bytes changed, removed or repeated.</summary>
    public byte[] Mutate(byte[] key)
    {
        var bytes = new List<byte>(key);
        for (int edits = _random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            int at = _random.Next(bytes.Count);
            switch (_random.Next(4))
            {
                case 0: bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(1, 8))); break;
                case 1: bytes.InsertRange(at & ~3, bytes.GetRange(0, Math.Min(bytes.Count, 4 * _random.Next(1, 12)))); break;
                default: bytes[at] = (byte)_random.Next(_random.Next(2) == 0 ? 40 : 256); break;
            }
        }

        return [.. bytes];
    }

    private List<byte[]> Tagged(int tags)
    {
        if (tags == 0)
        {
            return Network();
        }

        return
        [
            Of(KeyAttr.EtherType, Be16(Maybe(2) ? (ushort)0x8100 : (ushort)0x88a8)),
            Of(KeyAttr.Vlan, Be16((ushort)(Number(16) | 0x1000))),
            Of(KeyAttr.Encap, Join([.. Tagged(tags - 1)])),
        ];
    }

    private List<byte[]> Network()
    {
        switch (_random.Next(6))
        {
            case 0:
                return [Type(Maybe(2) ? 0x0806 : 0x8035), Of(KeyAttr.Arp, Bytes(8), Be16((ushort)Number(2)), Bytes(6), Bytes(6), [0, 0])];
            case 1:
                return [Type(Maybe(2) ? 0x8847 : 0x8848), Of(KeyAttr.Mpls, Bytes(4 * _random.Next(1, 3)))];
            case 2:
                return Maybe(2) ? [] : [Type((int)Number(16) | 1)];
            case 3:
                byte next = Protocol(58);
                return
                [
                    Type(0x86dd), Of(KeyAttr.Ipv6, Bytes(32), Be32(Number(20)), [next, (byte)Number(8), (byte)Number(8), (byte)_random.Next(3)]),
                    .. Transport(next),
                ];
            default:
                byte protocol = Protocol(1);
                return
                [
                    Type(0x0800), Of(KeyAttr.Ipv4, Bytes(8), [protocol, (byte)Number(8), (byte)Number(8), (byte)_random.Next(3)]),
                    .. Transport(protocol),
                ];
        }
    }

    private List<byte[]> Transport(byte protocol) => protocol switch
    {
        6 => [Of(KeyAttr.Tcp, Bytes(4)), Of(KeyAttr.TcpFlags, Be16((ushort)Number(12)))],
        17 => [Of(KeyAttr.Udp, Bytes(4))],
        132 => [Of(KeyAttr.Sctp, Bytes(4))],
        1 => [Of(KeyAttr.Icmp, Bytes(2))],
        58 when Maybe(2) => [Of(KeyAttr.Icmpv6, [(byte)(135 + _random.Next(2)), 0]), Of(KeyAttr.Nd, Bytes(28))],
        58 => [Of(KeyAttr.Icmpv6, Bytes(2))],
        _ => [],
    };

    private byte[] Tunnel()
    {
        var parts = new List<byte[]>
        {
            Of((int)TunnelAttr.Id, Bytes(8)), Of((int)TunnelAttr.Tos, Bytes(1)), Of((int)TunnelAttr.Ttl, Bytes(1)),
            Of((int)TunnelAttr.SourcePort, Bytes(2)), Of((int)TunnelAttr.DestinationPort, Bytes(2)),
        };
        parts.AddRange(Maybe(2)
            ? [Of((int)TunnelAttr.Ipv4Source, Bytes(4)), Of((int)TunnelAttr.Ipv4Destination, Bytes(4))]
            : [Of((int)TunnelAttr.Ipv6Source, Bytes(16)), Of((int)TunnelAttr.Ipv6Destination, Bytes(16))]);
        foreach (var flag in new[] { TunnelAttr.DontFragment, TunnelAttr.Checksum, TunnelAttr.Oam })
        {
            if (Maybe(2))
            {
                parts.Add(Of((int)flag));
            }
        }

        return Join([.. parts]);
    }

    private byte Protocol(byte icmp) => _random.Next(5) switch { 0 => 6, 1 => 17, 2 => 132, 3 => icmp, _ => (byte)(200 + _random.Next(3)) };

    private static byte[] Type(int type) => Of(KeyAttr.EtherType, Be16((ushort)type));

    private uint Number(int bits) => (uint)_values.Number(bits);

    private byte[] Bytes(int count)
    {
        var value = _values.Number(Math.Min(128, 8 * count));
        var bytes = new byte[count];
        for (int i = count - 1; i >= 0; i--)
        {
            (bytes[i], value) = ((byte)value, value >> 8);
        }

        return bytes;
    }

    private bool Maybe(int oneIn) => _random.Next(oneIn) == 0;
}
