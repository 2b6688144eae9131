namespace OvsTop.Model.Flows;

/// <summary>
/// The key and mask a kernel datapath reports for a flow that was put: it keeps the masked key only, and of that only the
/// attributes its masked protocol fields call for (__ovs_nla_put_key and ovs_nla_put_mask in net/openvswitch/flow_netlink.c). So
/// <c>dpctl/dump-flows</c> of a put flow can be shown without asking the switch.
/// </summary>
public static class KernelFlow
{
    private const byte Tcp = 6, Udp = 17, Icmp = 1, Icmpv6 = 58, Sctp = 132, NeighborSolicitation = 135, NeighborAdvertisement = 136;

    /// <summary>Masks a key.</summary>
    /// <param name="key">Key attributes of the put.</param>
    /// <param name="mask">Mask attributes of the put; what is missing is wildcarded.</param>
    /// <param name="maskedKey">The key as reported is appended.</param>
    /// <param name="fullMask">The mask as reported, with an attribute for each one of the key, is appended.</param>
    public static void Report(ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, NetlinkWriter maskedKey, NetlinkWriter fullMask)
    {
        int start = maskedKey.Length, maskStart = fullMask.Length;
        Mask(key, mask, maskedKey, fullMask, _ => true);
        FlowKey.Decode(maskedKey.Written[start..], out var masked);
        byte[] copy = maskedKey.Written[start..].ToArray(), maskCopy = fullMask.Written[maskStart..].ToArray();
        maskedKey.Truncate(start);
        fullMask.Truncate(maskStart);
        Mask(copy, maskCopy, maskedKey, fullMask, type => IsReported(type, masked));
    }

    private static void Mask(ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, NetlinkWriter keys, NetlinkWriter masks, Predicate<KeyAttr> wanted)
    {
        var reader = new NetlinkReader(key);
        while (reader.MoveNext())
        {
            var type = (KeyAttr)reader.Type;
            if (!wanted(type))
            {
                continue;
            }

            var bits = NetlinkReader.Find(mask, reader.Type, out _);
            if (type is KeyAttr.Encap or KeyAttr.Tunnel or KeyAttr.Nsh)
            {
                int keyStart = keys.BeginNested(reader.Type), maskStart = masks.BeginNested(reader.Type);
                Mask(reader.Value, bits, keys, masks, type == KeyAttr.Encap ? wanted : _ => true);
                keys.EndNested(keyStart);
                masks.EndNested(maskStart);
                continue;
            }

            var keyOut = keys.Reserve(reader.Type, reader.Value.Length);
            var maskOut = masks.Reserve(reader.Type, reader.Value.Length);
            bits[..Math.Min(bits.Length, maskOut.Length)].CopyTo(maskOut);
            for (int i = 0; i < keyOut.Length; i++)
            {
                keyOut[i] = (byte)(reader.Value[i] & maskOut[i]);
            }
        }
    }

    private static bool IsReported(KeyAttr type, in FlowKey masked) => type switch
    {
        KeyAttr.Tcp or KeyAttr.TcpFlags => masked.IpProto == Tcp,
        KeyAttr.Udp => masked.IpProto == Udp,
        KeyAttr.Sctp => masked.IpProto == Sctp,
        KeyAttr.Icmp => masked.IpProto == Icmp,
        KeyAttr.Icmpv6 => masked.IpProto == Icmpv6,
        KeyAttr.Nd => masked.IpProto == Icmpv6 && masked.IcmpType is NeighborSolicitation or NeighborAdvertisement,
        KeyAttr.CtTupleIpv4 or KeyAttr.CtTupleIpv6 => masked.CtProto != 0,
        _ => true,
    };
}
