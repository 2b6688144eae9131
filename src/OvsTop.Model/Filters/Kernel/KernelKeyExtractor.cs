using OvsTop.Model.Filters.Fields;
using OvsTop.Model.Flows;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Filters.Kernel;

/// <summary>
/// The reference for the kernel program's walk: a netlink key into <see cref="KernelKeyFields"/> in at most <see cref="MaxAttributes"/>
/// steps, entering up to two encapsulations after the level that holds them, and tunnels by a walk of their own.
/// </summary>
public static class KernelKeyExtractor
{
    /// <summary>Most attributes read, over all levels (OVSTOP_KEY_ATTRIBUTES).</summary>
    public const int MaxAttributes = 64;

    /// <summary>Most attributes of a tunnel read (OVSTOP_TUNNEL_ATTRIBUTES).</summary>
    public const int MaxTunnelAttributes = 24;

    private const int MaxLevels = 2;
    private const int FirstUnknown = 32;
    private const ushort NoEtherType = 0x05ff;
    private const ulong Transports = (1UL << (int)KeyAttr.Tcp) | (1UL << (int)KeyAttr.Udp) | (1UL << (int)KeyAttr.Sctp)
        | (1UL << (int)KeyAttr.Icmp) | (1UL << (int)KeyAttr.Icmpv6);
    private const ulong Networks = (1UL << (int)KeyAttr.Ipv4) | (1UL << (int)KeyAttr.Ipv6) | (1UL << (int)KeyAttr.Arp);
    private const ulong Tuples = (1UL << (int)KeyAttr.CtTupleIpv4) | (1UL << (int)KeyAttr.CtTupleIpv6);

    /// <summary>Reads a key.</summary>
    /// <param name="key">OVS_KEY_ATTR_* attributes, no outer attribute.</param>
    /// <param name="packetLength">Full length of the packet.</param>
    /// <param name="upcallType">dpif_upcall_type.</param>
    /// <param name="tid">The thread.</param>
    /// <param name="fields">Receives all words.</param>
    public static void Extract(ReadOnlySpan<byte> key, uint packetLength, uint upcallType, uint tid, ref KernelKeyFields fields)
    {
        fields = default;
        fields[(int)KeyWord.Upcall] = ((ulong)packetLength << 32) | upcallType;
        fields[(int)KeyWord.Thread] = tid;
        var walk = new Walk();
        int steps = 0;
        var level = key;
        bool isWhole = true;
        for (int depth = 0; ; depth++)
        {
            var reader = new NetlinkReader(level);
            ReadOnlySpan<byte> encapsulated = default;
            bool isEncapsulated = false;
            while (reader.MoveNext())
            {
                if (++steps > MaxAttributes)
                {
                    isWhole = false;
                    break;
                }

                if ((KeyAttr)reader.Type == KeyAttr.Encap)
                {
                    encapsulated = reader.Value;
                    isEncapsulated = true;
                    isWhole &= depth < MaxLevels;
                }
                else
                {
                    isWhole &= walk.Attribute((KeyAttr)reader.Type, reader.Value, depth, ref fields);
                }
            }

            isWhole &= reader.MalformedOffset < 0;
            if (!isEncapsulated || !isWhole)
            {
                break;
            }

            Set(ref fields, KeyWord.ArpTarget, 48, depth == 0 ? walk.EtherType : 0u);
            walk.EtherType = 0;
            level = encapsulated;
        }

        walk.Finish(ref fields);
        fields[(int)KeyWord.Present] = (ulong)walk.Parts | (isWhole ? 0 : KernelKeyFields.Incomplete);
    }

    private static void Set(ref KernelKeyFields fields, KeyWord word, int shift, ulong value) => fields[(int)word] |= value << shift;

    private static ulong Mac(ReadOnlySpan<byte> value) => ((ulong)ReadUInt32BigEndian(value) << 16) | ReadUInt16BigEndian(value[4..]);

    private static void Set128(ref KernelKeyFields fields, KeyWord word, UInt128 value)
    {
        fields[(int)word] = (ulong)(value >> 64);
        fields[(int)word + 1] = (ulong)value;
    }

    /// <summary>What the walk keeps besides the words.</summary>
    private ref struct Walk
    {
        public KeyParts Parts;
        public ushort EtherType;
        private ulong _seen;

        /// <summary>Reads an attribute.</summary>
        /// <returns>false when it has the wrong length or comes twice.</returns>
        public bool Attribute(KeyAttr type, ReadOnlySpan<byte> value, int depth, ref KernelKeyFields fields)
        {
            if ((int)type >= FirstUnknown)
            {
                return true;
            }

            // Ethernet type and tag come once per level, of everything that shares words one.
            int perLevel = FirstUnknown + (2 * depth) + (type is KeyAttr.Vlan ? 0 : 1);
            ulong bit = 1UL << (type is KeyAttr.Vlan or KeyAttr.EtherType ? perLevel : (int)type);
            bool isFirst = (_seen & (Group(type) | bit)) == 0;
            _seen |= bit;
            return isFirst && (Metadata(type, value, ref fields) ?? Network(type, value, depth, ref fields));
        }

        private static ulong Group(KeyAttr type) => type switch
        {
            KeyAttr.Tcp or KeyAttr.Udp or KeyAttr.Sctp or KeyAttr.Icmp or KeyAttr.Icmpv6 => Transports,
            KeyAttr.Ipv4 or KeyAttr.Ipv6 or KeyAttr.Arp => Networks,
            KeyAttr.CtTupleIpv4 or KeyAttr.CtTupleIpv6 => Tuples,
            _ => 0,
        };

        private bool? Metadata(KeyAttr type, ReadOnlySpan<byte> value, ref KernelKeyFields fields)
        {
            switch (type, value.Length)
            {
                case (KeyAttr.Priority, 4): Set(ref fields, KeyWord.State, 32, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.InPort, 4): Set(ref fields, KeyWord.Port, 32, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.SkbMark, 4): Set(ref fields, KeyWord.Hash, 0, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.DpHash, 4): Set(ref fields, KeyWord.Hash, 32, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.RecircId, 4): Set(ref fields, KeyWord.Port, 0, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.CtState, 4): Set(ref fields, KeyWord.State, 0, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.CtZone, 2): Set(ref fields, KeyWord.Type, 16, ReadUInt16LittleEndian(value)); return true;
                case (KeyAttr.CtMark, 4): Set(ref fields, KeyWord.Type, 32, ReadUInt32LittleEndian(value)); return true;
                case (KeyAttr.CtLabels, 16): Set128(ref fields, KeyWord.CtLabel, ReadUInt128LittleEndian(value)); return true;
                case (KeyAttr.PacketType, 4): Set(ref fields, KeyWord.Mpls, 0, ReadUInt32BigEndian(value)); return true;
                case (KeyAttr.Tunnel, _):
                    Parts |= KeyParts.Tunnel;
                    return TunnelKeyExtractor.Extract(value, ref fields);
                case (KeyAttr.CtTupleIpv4, 16):
                    Parts |= KeyParts.CtTuple4;
                    fields[(int)KeyWord.CtIpv4] = ReadUInt64BigEndian(value);
                    fields[(int)KeyWord.CtOther] = ((ulong)ReadUInt32BigEndian(value[8..]) << 32) | ((ulong)value[12] << 24);
                    return true;
                case (KeyAttr.CtTupleIpv6, 40):
                    Parts |= KeyParts.CtTuple6;
                    Set128(ref fields, KeyWord.CtIpv6Source, ReadUInt128BigEndian(value));
                    Set128(ref fields, KeyWord.CtIpv6Destination, ReadUInt128BigEndian(value[16..]));
                    fields[(int)KeyWord.CtOther] = ((ulong)ReadUInt32BigEndian(value[32..]) << 32) | ((ulong)value[36] << 24);
                    return true;
                default:
                    return null;
            }
        }

        public readonly void Finish(ref KernelKeyFields fields)
        {
            ulong type = EtherType == 0 ? NoEtherType : EtherType;
            Set(ref fields, KeyWord.Type, 0, type);
            if ((_seen >> (int)KeyAttr.PacketType & 1) == 0 && (Parts & KeyParts.Ethernet) == 0)
            {
                Set(ref fields, KeyWord.Mpls, 0, (1UL << 16) | type);
            }
        }

        private bool Network(KeyAttr type, ReadOnlySpan<byte> value, int depth, ref KernelKeyFields fields)
        {
            switch (type, value.Length)
            {
                case (KeyAttr.Ethernet, 12):
                    Parts |= KeyParts.Ethernet;
                    Set(ref fields, KeyWord.EthSource, 0, Mac(value));
                    Set(ref fields, KeyWord.EthDestination, 0, Mac(value[6..]));
                    return true;
                case (KeyAttr.EtherType, 2):
                    EtherType = ReadUInt16BigEndian(value);
                    return true;
                case (KeyAttr.Vlan, 2) when depth < MaxLevels:
                    Parts |= depth == 0 ? KeyParts.Vlan : KeyParts.Vlan | KeyParts.InnerVlan;
                    Set(ref fields, depth == 0 ? KeyWord.EthSource : KeyWord.EthDestination, 48, ReadUInt16BigEndian(value));
                    return true;
                case (KeyAttr.Mpls, >= 4):
                    Parts |= KeyParts.Mpls;
                    Set(ref fields, KeyWord.Mpls, 32, ReadUInt32BigEndian(value));
                    return value.Length % 4 == 0;
                case (KeyAttr.Nsh, _): Parts |= KeyParts.Nsh; return true;
                case (KeyAttr.NdExtensions, 8): Parts |= KeyParts.NdExtensions; return true;
                case (KeyAttr.Ipv4, 12):
                    Parts |= KeyParts.Ipv4;
                    fields[(int)KeyWord.Ipv4] = ReadUInt64BigEndian(value);
                    Ip(value[8..], ref fields);
                    return true;
                case (KeyAttr.Ipv6, 40):
                    Parts |= KeyParts.Ipv6;
                    Set128(ref fields, KeyWord.Ipv6Source, ReadUInt128BigEndian(value));
                    Set128(ref fields, KeyWord.Ipv6Destination, ReadUInt128BigEndian(value[16..]));
                    Set(ref fields, KeyWord.Ip, 32, ReadUInt32BigEndian(value[32..]));
                    Ip(value[36..], ref fields);
                    return true;
                case (KeyAttr.Arp, 24):
                    Parts |= KeyParts.Arp;
                    fields[(int)KeyWord.Ipv4] = ReadUInt64BigEndian(value);
                    Set(ref fields, KeyWord.ArpSource, 48, ReadUInt16BigEndian(value[8..]));
                    Set(ref fields, KeyWord.ArpSource, 0, Mac(value[10..]));
                    Set(ref fields, KeyWord.ArpTarget, 0, Mac(value[16..]));
                    return true;
                case (KeyAttr.Tcp or KeyAttr.Udp or KeyAttr.Sctp, 4):
                    Parts |= type is KeyAttr.Tcp ? KeyParts.Tcp : type is KeyAttr.Udp ? KeyParts.Udp : KeyParts.Sctp;
                    Set(ref fields, KeyWord.Transport, 32, ReadUInt32BigEndian(value));
                    return true;
                case (KeyAttr.TcpFlags, 2): Set(ref fields, KeyWord.Transport, 16, ReadUInt16BigEndian(value)); return true;
                case (KeyAttr.Icmp or KeyAttr.Icmpv6, 2):
                    Parts |= type is KeyAttr.Icmp ? KeyParts.Icmp : KeyParts.Icmpv6;
                    Set(ref fields, KeyWord.Transport, 0, ReadUInt16BigEndian(value));
                    return true;
                case (KeyAttr.Nd, 28):
                    Parts |= KeyParts.Nd;
                    Set128(ref fields, KeyWord.NdTarget, ReadUInt128BigEndian(value));
                    Set(ref fields, KeyWord.NdSource, 0, Mac(value[16..]));
                    Set(ref fields, KeyWord.NdTargetMac, 0, Mac(value[22..]));
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>proto, tos, ttl, frag as they follow each other in both headers.</summary>
        private static void Ip(ReadOnlySpan<byte> value, ref KernelKeyFields fields)
        {
            uint fragment = value[3] switch { 0 => 0u, 1 => 1u, _ => 3u };
            Set(ref fields, KeyWord.Ip, 0, (ReadUInt32BigEndian(value) & 0xffffff00) | fragment);
        }
    }
}
