using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Fills a <see cref="TunnelKey"/> from its attributes.</summary>
internal static class TunnelKeyDecoder
{
    /// <summary>OVS_VXLAN_EXT_GBP.</summary>
    private const int GroupPolicy = 1;

    /// <returns>Offset of the first malformed attribute, or -1.</returns>
    public static int Decode(ReadOnlySpan<byte> attributes, int offset, ref TunnelKey tunnel)
    {
        int malformed = -1;
        var reader = new NetlinkReader(attributes, offset);
        while (reader.MoveNext())
        {
            var type = (TunnelAttr)reader.Type;
            var value = reader.Value;
            int expected = TunnelLayout.LengthOf(type);
            if ((int)type >= TunnelLayout.Count || expected >= 0 && expected != value.Length)
            {
                malformed = malformed < 0 ? reader.Offset : malformed;
                continue;
            }

            tunnel.Present |= 1u << (int)type;
            Field(type, value, reader.ValueOffset, ref tunnel);
        }

        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    private static void Field(TunnelAttr type, ReadOnlySpan<byte> value, int offset, ref TunnelKey tunnel)
    {
        switch (type)
        {
            case TunnelAttr.Id: tunnel.Id = ReadUInt64BigEndian(value); break;
            case TunnelAttr.Ipv4Source: tunnel.Ipv4Source = ReadUInt32BigEndian(value); break;
            case TunnelAttr.Ipv4Destination: tunnel.Ipv4Destination = ReadUInt32BigEndian(value); break;
            case TunnelAttr.Ipv6Source: tunnel.Ipv6Source = ReadUInt128BigEndian(value); break;
            case TunnelAttr.Ipv6Destination: tunnel.Ipv6Destination = ReadUInt128BigEndian(value); break;
            case TunnelAttr.Tos: tunnel.Tos = value[0]; break;
            case TunnelAttr.Ttl: tunnel.Ttl = value[0]; break;
            case TunnelAttr.SourcePort: tunnel.SourcePort = ReadUInt16BigEndian(value); break;
            case TunnelAttr.DestinationPort: tunnel.DestinationPort = ReadUInt16BigEndian(value); break;
            case TunnelAttr.GeneveOptions: (tunnel.GeneveOffset, tunnel.GeneveLength) = (offset, value.Length); break;
            case TunnelAttr.VxlanOptions:
                var policy = NetlinkReader.Find(value, GroupPolicy, out _);
                tunnel.VxlanGroupPolicy = policy.Length == 4 ? ReadUInt32LittleEndian(policy) : 0;
                break;
        }
    }
}
