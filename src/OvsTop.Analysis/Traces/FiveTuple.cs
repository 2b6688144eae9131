using OvsTop.Model.Flows;

namespace OvsTop.Analysis.Traces;

/// <summary>Addresses and ports as one number, to find a round by the conntrack tuple of a later one.</summary>
internal static class FiveTuple
{
    /// <summary>
    /// The hash of a key's own tuple, and that of the packet its conntrack tuple was made of: the original direction, which a reply has reversed.
    /// 0 where there is none.
    /// </summary>
    public static (ulong Own, ulong Origin) Of(in FlowKey key)
    {
        ulong own = 0, origin = 0;
        bool isReply = (key.CtState & CtStates.Reply) != 0;
        // A conntrack tuple has ICMP's type and code for ports (__ovs_ct_update_key_orig_tp, net/openvswitch/conntrack.c).
        bool isIcmp = key.Has(KeyAttr.Icmp) || key.Has(KeyAttr.Icmpv6);
        ushort sourcePort = isIcmp ? key.IcmpType : key.SourcePort, destinationPort = isIcmp ? key.IcmpCode : key.DestinationPort;
        if (key.Has(KeyAttr.Ipv4))
        {
            own = Hash(key.Ipv4Source, key.Ipv4Destination, key.IpProto, sourcePort, destinationPort);
        }
        else if (key.Has(KeyAttr.Ipv6))
        {
            own = Hash(key.Ipv6Source, key.Ipv6Destination, key.IpProto, sourcePort, destinationPort);
        }

        if (key.CtProto == 0)
        {
            return (own, 0);
        }

        if (key.Has(KeyAttr.CtTupleIpv4))
        {
            origin = isReply
                ? Hash(key.CtIpv4Destination, key.CtIpv4Source, key.CtProto, key.CtDestinationPort, key.CtSourcePort)
                : Hash(key.CtIpv4Source, key.CtIpv4Destination, key.CtProto, key.CtSourcePort, key.CtDestinationPort);
        }
        else if (key.Has(KeyAttr.CtTupleIpv6))
        {
            origin = isReply
                ? Hash(key.CtIpv6Destination, key.CtIpv6Source, key.CtProto, key.CtDestinationPort, key.CtSourcePort)
                : Hash(key.CtIpv6Source, key.CtIpv6Destination, key.CtProto, key.CtSourcePort, key.CtDestinationPort);
        }

        return (own, origin);
    }

    private static ulong Hash(UInt128 source, UInt128 destination, byte protocol, ushort sourcePort, ushort destinationPort)
    {
        ulong hash = protocol | (ulong)sourcePort << 16 | (ulong)destinationPort << 32;
        hash = Mix(hash, (ulong)source);
        hash = Mix(hash, (ulong)(source >> 64));
        hash = Mix(hash, (ulong)destination);
        hash = Mix(hash, (ulong)(destination >> 64));
        return hash | 1;
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ hash >> 29;
    }
}
