using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Filters.Kernel;

/// <summary>The reference for the kernel program's walk over OVS_TUNNEL_KEY_ATTR_*.</summary>
internal static class TunnelKeyExtractor
{
    private const ulong Oam = 1, DontFragment = 2, Checksum = 4, Key = 8;

    /// <summary>Reads a tunnel.</summary>
    /// <returns>false when it could not be read whole.</returns>
    public static bool Extract(ReadOnlySpan<byte> tunnel, ref KernelKeyFields fields)
    {
        var reader = new NetlinkReader(tunnel);
        int steps = 0;
        uint seen = 0;
        while (reader.MoveNext())
        {
            uint bit = reader.Type < 32 ? 1u << reader.Type : 0;
            bool isAgain = (seen & bit) != 0;
            seen |= bit;
            if (isAgain || ++steps > KernelKeyExtractor.MaxTunnelAttributes || !Attribute((TunnelAttr)reader.Type, reader.Value, ref fields))
            {
                return false;
            }
        }

        return reader.MalformedOffset < 0;
    }

    private static bool Attribute(TunnelAttr type, ReadOnlySpan<byte> value, ref KernelKeyFields fields)
    {
        ref ulong other = ref fields[(int)KeyWord.TunOther];
        switch (type, value.Length)
        {
            case (TunnelAttr.Id, 8):
                fields[(int)KeyWord.TunId] = ReadUInt64BigEndian(value);
                other |= Key;
                return true;
            case (TunnelAttr.Ipv4Source, 4): fields[(int)KeyWord.TunIpv4] |= (ulong)ReadUInt32BigEndian(value) << 32; return true;
            case (TunnelAttr.Ipv4Destination, 4): fields[(int)KeyWord.TunIpv4] |= ReadUInt32BigEndian(value); return true;
            case (TunnelAttr.Ipv6Source, 16): Set128(ref fields, KeyWord.TunIpv6Source, value); return true;
            case (TunnelAttr.Ipv6Destination, 16): Set128(ref fields, KeyWord.TunIpv6Destination, value); return true;
            case (TunnelAttr.Tos, 1): other |= (ulong)value[0] << 24; return true;
            case (TunnelAttr.Ttl, 1): other |= (ulong)value[0] << 16; return true;
            case (TunnelAttr.SourcePort, 2): other |= (ulong)ReadUInt16BigEndian(value) << 48; return true;
            case (TunnelAttr.DestinationPort, 2): other |= (ulong)ReadUInt16BigEndian(value) << 32; return true;
            case (TunnelAttr.DontFragment, 0): other |= DontFragment; return true;
            case (TunnelAttr.Checksum, 0): other |= Checksum; return true;
            case (TunnelAttr.Oam, 0): other |= Oam; return true;
            default:
                return type is TunnelAttr.GeneveOptions or TunnelAttr.VxlanOptions or TunnelAttr.ErspanOptions or TunnelAttr.GtpuOptions
                    or TunnelAttr.Pad or > TunnelAttr.GtpuOptions;
        }
    }

    private static void Set128(ref KernelKeyFields fields, KeyWord word, ReadOnlySpan<byte> value)
    {
        fields[(int)word] = ReadUInt64BigEndian(value);
        fields[(int)word + 1] = ReadUInt64BigEndian(value[8..]);
    }
}
