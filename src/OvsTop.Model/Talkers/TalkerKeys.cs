using OvsTop.Model.Events;
using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Filters.Kernel;
using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Talkers;

/// <summary>The keys that an upcall is counted under: the reference for talkers.bpf.h.</summary>
public static class TalkerKeys
{
    /// <summary>Attributes in which the port is looked for (IN_PORT_ATTRIBUTES).</summary>
    private const int InPortAttributes = 12;

    /// <summary>By port: the one dimension that needs no walk over the whole key.</summary>
    /// <param name="key">The captured part of the upcall's key.</param>
    public static TalkerKey OfInPort(ReadOnlySpan<byte> key)
    {
        var kind = key.IsEmpty ? TalkerKind.Unreadable : TalkerKind.None;
        for (int i = 0; i < InPortAttributes && key.Length >= 8; i++)
        {
            uint header = ReadUInt32LittleEndian(key);
            if (header == ((uint)KeyAttr.InPort << 16 | 8))
            {
                return new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, ReadUInt32LittleEndian(key[4..]));
            }

            int length = (int)(header & 0xffff);
            if (length < 4)
            {
                break;
            }

            key = key[Math.Min((length + 3) & ~3, key.Length)..];
        }

        return new TalkerKey(TalkerDimension.InPort, kind, 0);
    }

    /// <summary>By another dimension.</summary>
    /// <param name="dimension">Any but <see cref="TalkerDimension.InPort"/>.</param>
    /// <param name="fields">The key's words.</param>
    /// <param name="whole">They are those of the whole key; otherwise only the upcall type is known.</param>
    /// <param name="type">Type of the upcall, a <see cref="UpcallType"/>.</param>
    public static TalkerKey Of(TalkerDimension dimension, in KernelKeyFields fields, bool whole, uint type)
    {
        if (dimension is TalkerDimension.UpcallType)
        {
            return Number(dimension, type);
        }

        if (!whole)
        {
            return new TalkerKey(dimension, TalkerKind.Unreadable, 0);
        }

        var present = fields.Present;
        switch (dimension)
        {
            case TalkerDimension.EthType:
                return Number(dimension, (ushort)fields[(int)KeyWord.Type]);
            case TalkerDimension.IpProto:
                return (present & KeyParts.Ip) != 0 ? Number(dimension, (byte)(fields[(int)KeyWord.Ip] >> 24)) : new TalkerKey(dimension, TalkerKind.None, 0);
            case TalkerDimension.RecircId:
                return Number(dimension, (uint)fields[(int)KeyWord.Port]);
            case TalkerDimension.CtState:
                return Number(dimension, (uint)fields[(int)KeyWord.State]);
            case TalkerDimension.TunnelSource:
                return TunnelSource(fields);
        }

        var flow = Flow(fields);
        return dimension switch
        {
            TalkerDimension.Source => new TalkerKey(dimension, flow.Kind, 0, 0, flow.Source, 0),
            TalkerDimension.Destination => new TalkerKey(dimension, flow.Kind, 0, 0, flow.Destination, 0),
            _ => flow,
        };
    }

    private static TalkerKey Number(TalkerDimension dimension, uint value) => new(dimension, TalkerKind.Number, value);

    private static TalkerKey TunnelSource(in KernelKeyFields fields)
    {
        if ((fields.Present & KeyParts.Tunnel) == 0)
        {
            return new TalkerKey(TalkerDimension.TunnelSource, TalkerKind.None, 0);
        }

        var six = Address(fields, KeyWord.TunIpv6Source);
        return six != 0
            ? new TalkerKey(TalkerDimension.TunnelSource, TalkerKind.Ipv6, 0, 0, six, 0)
            : new TalkerKey(TalkerDimension.TunnelSource, TalkerKind.Ipv4, 0, 0, fields[(int)KeyWord.TunIpv4] >> 32, 0);
    }

    private static TalkerKey Flow(in KernelKeyFields fields)
    {
        const ulong MacMask = (1UL << 48) - 1;
        var present = fields.Present;
        ushort etherType = (ushort)fields[(int)KeyWord.Type];
        ulong four = fields[(int)KeyWord.Ipv4];
        if ((present & KeyParts.Ip) != 0)
        {
            byte protocol = (byte)(fields[(int)KeyWord.Ip] >> 24);
            ulong transport = fields[(int)KeyWord.Transport];
            uint value = (present & (KeyParts.Icmp | KeyParts.Icmpv6)) != 0 ? (ushort)transport : (uint)(transport >> 32);
            return (present & KeyParts.Ipv4) != 0
                ? new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv4, protocol, value, four >> 32, (uint)four)
                : new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv6, protocol, value, Address(fields, KeyWord.Ipv6Source), Address(fields, KeyWord.Ipv6Destination));
        }

        if ((present & KeyParts.Arp) != 0)
        {
            return new TalkerKey(TalkerDimension.Flow, TalkerKind.Arp, 0, (uint)(fields[(int)KeyWord.ArpSource] >> 48), four >> 32, (uint)four);
        }

        return (present & KeyParts.Ethernet) != 0
            ? new TalkerKey(
                TalkerDimension.Flow, TalkerKind.Mac, 0, etherType, fields[(int)KeyWord.EthSource] & MacMask, fields[(int)KeyWord.EthDestination] & MacMask)
            : new TalkerKey(TalkerDimension.Flow, TalkerKind.None, etherType);
    }

    private static UInt128 Address(in KernelKeyFields fields, KeyWord word) => new(fields[(int)word], fields[(int)word + 1]);
}
