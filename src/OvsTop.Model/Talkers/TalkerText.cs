using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Packets;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Talkers;

/// <summary>Keys of talkers as text: numbers with words where there are any, addresses as RFC 5952 wants them.</summary>
public static class TalkerText
{
    private const string None = "none", Unreadable = "unreadable";

    /// <summary>The key, e.g. <c>2</c>, <c>ip</c>, <c>new|trk</c>, <c>10.0.0.1</c>, <c>udp 10.0.0.1:40001 > 10.0.0.2:53</c>.</summary>
    public static string Of(in TalkerKey key)
    {
        if (key.Kind is TalkerKind.Unreadable || (key.Kind is TalkerKind.None && key.Dimension is not TalkerDimension.Flow))
        {
            return key.Kind is TalkerKind.None ? None : Unreadable;
        }

        var sink = new TextSink(96);
        switch (key.Dimension)
        {
            case TalkerDimension.InPort: sink.Number(key.Value); break;
            case TalkerDimension.EthType: EthType(sink, (ushort)key.Value); break;
            case TalkerDimension.IpProto: Protocol(sink, (byte)key.Value, isIpv6: false); break;
            case TalkerDimension.RecircId: sink.Hex(key.Value); break;
            case TalkerDimension.CtState: CtState(sink, key.Value); break;
            case TalkerDimension.UpcallType: sink.Put(UpcallTypeName(key.Value) ?? $"{key.Value}"); break;
            case TalkerDimension.Flow: Flow(sink, key); break;
            default: Address(sink, key.Kind, key.Source); break;
        }

        return sink.ToString();
    }

    internal static string? UpcallTypeName(uint type) => (UpcallType)type switch { UpcallType.Miss => "miss", UpcallType.Action => "action", _ => null };

    internal static string? ProtocolName(byte protocol, bool isIpv6) => (protocol, isIpv6) switch
    {
        (1, false) => "icmp",
        (6, _) => "tcp",
        (17, _) => "udp",
        (58, _) => "icmp6",
        (132, _) => "sctp",
        _ => null,
    };

    internal static void Address(TextSink sink, TalkerKind kind, UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteUInt128BigEndian(bytes, address);
        switch (kind)
        {
            case TalkerKind.Ipv6: sink.Ipv6(bytes); break;
            case TalkerKind.Mac: sink.Mac(bytes[10..]); break;
            default: sink.Ipv4(bytes[12..]); break;
        }
    }

    private static void EthType(TextSink sink, ushort type)
    {
        const ushort NoType = 0x05ff;
        string? name = type switch
        {
            0x0800 => "ip",
            0x0806 => "arp",
            0x86dd => "ipv6",
            0x8035 => "rarp",
            0x8847 => "mpls",
            0x8848 => "mplsm",
            NoType => None,
            _ => PacketNames.EtherType(type),
        };
        _ = name is null ? sink.Put("0x").HexDigitsOf(type, 4) : sink.Put(name);
    }

    private static void Protocol(TextSink sink, byte protocol, bool isIpv6)
    {
        _ = ProtocolName(protocol, isIpv6) is { } name ? sink.Put(name) : sink.Put("proto ").Number(protocol);
    }

    private static void CtState(TextSink sink, uint state)
    {
        if (state == 0)
        {
            sink.Put("untracked");
            return;
        }

        FlagNames.CtState.Format(sink, state, '|');
    }

    private static void Flow(TextSink sink, in TalkerKey key)
    {
        switch (key.Kind)
        {
            case TalkerKind.Ipv4 or TalkerKind.Ipv6:
                Protocol(sink, key.Protocol, key.Kind is TalkerKind.Ipv6);
                bool isIcmp = key.Protocol == (key.Kind is TalkerKind.Ipv6 ? 58 : 1);
                sink.Put(' ');
                End(sink, key.Kind, key.Source, isIcmp ? 0 : key.Value >> 16);
                sink.Put(" > ");
                End(sink, key.Kind, key.Destination, isIcmp ? 0 : key.Value & 0xffff);
                if (isIcmp)
                {
                    sink.Put(" type ").Number(key.Value >> 8).Put(" code ").Number(key.Value & 0xff);
                }

                break;
            case TalkerKind.Arp:
                sink.Put("arp ");
                _ = key.Value switch { 1 => sink.Put("request"), 2 => sink.Put("reply"), _ => sink.Put("op ").Number(key.Value) };
                sink.Put(' ');
                Pair(sink, key);
                break;
            case TalkerKind.Mac:
                EthType(sink, (ushort)key.Value);
                sink.Put(' ');
                Pair(sink, key);
                break;
            default:
                EthType(sink, (ushort)key.Value);
                break;
        }
    }

    private static void Pair(TextSink sink, in TalkerKey key)
    {
        Address(sink, key.Kind, key.Source);
        sink.Put(" > ");
        Address(sink, key.Kind, key.Destination);
    }

    private static void End(TextSink sink, TalkerKind kind, UInt128 address, uint port)
    {
        bool isBracketed = kind is TalkerKind.Ipv6 && port != 0;
        sink.Put(isBracketed ? "[" : "");
        Address(sink, kind, address);
        sink.Put(isBracketed ? "]" : "");
        if (port != 0)
        {
            sink.Put(':').Number(port);
        }
    }
}
