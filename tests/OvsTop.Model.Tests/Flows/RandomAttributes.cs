using System.Buffers.Binary;

namespace OvsTop.Model.Tests.Flows;

/// <summary>Random flow keys and masks in the form Open vSwitch writes them: no bits where none can be, and none in the key that only a mask makes visible.</summary>
internal sealed class RandomAttributes(Random random)
{
    private static readonly KeyAttr[] WithFields =
    [
        KeyAttr.Ethernet, KeyAttr.Ipv4, KeyAttr.Ipv6, KeyAttr.Tcp, KeyAttr.Udp, KeyAttr.Sctp, KeyAttr.Icmp, KeyAttr.Icmpv6, KeyAttr.Arp, KeyAttr.Nd,
        KeyAttr.CtTupleIpv4, KeyAttr.CtTupleIpv6, KeyAttr.PacketType, KeyAttr.NdExtensions,
    ];

    private static readonly KeyAttr[] Numbers =
    [
        KeyAttr.Priority, KeyAttr.SkbMark, KeyAttr.DpHash, KeyAttr.RecircId, KeyAttr.CtMark, KeyAttr.CtZone, KeyAttr.CtLabels, KeyAttr.CtState, KeyAttr.InPort,
        KeyAttr.EtherType,
    ];

    /// <summary>Writes a random key with its mask.</summary>
    public void Flow(NetlinkWriter key, NetlinkWriter mask, int depth = 0)
    {
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            switch (random.Next(10))
            {
                case < 4: Fields(WithFields[random.Next(WithFields.Length)], key, mask); break;
                case < 7: Plain((ushort)Numbers[random.Next(Numbers.Length)], key, mask); break;
                case 7: Special(key, mask); break;
                case 8 when depth < 2: Nested(KeyAttr.Encap, key, mask, (k, m) => Flow(k, m, depth + 1)); break;
                default: Tunnel(key, mask); break;
            }
        }
    }

    /// <summary>Writes an attribute made of fields.</summary>
    public void Fields(KeyAttr type, NetlinkWriter key, NetlinkWriter mask)
    {
        int size = KeyLayout.LengthOf(type);
        byte[] value = new byte[size], bits = new byte[size];
        foreach (var field in KeyTable.Find(type)!.Fields)
        {
            Field(field, value.AsSpan(field.Offset, field.Size), bits.AsSpan(field.Offset, field.Size));
        }

        Put((ushort)type, value, bits, key, mask);
    }

    /// <summary>Random bytes, all or no bits, or few.</summary>
    public void Bits(Span<byte> bits)
    {
        switch (random.Next(3))
        {
            case 0: bits.Fill(0xff); break;
            case 1: bits.Clear(); break;
            default: random.NextBytes(bits); break;
        }
    }

    private static void Put(ushort type, byte[] value, byte[] bits, NetlinkWriter key, NetlinkWriter mask)
    {
        // A second attribute of one type has no mask of its own.
        if (!Has(key, type))
        {
            key.Put(type, value);
            mask.Put(type, bits);
        }
    }

    private static bool Has(NetlinkWriter writer, ushort type)
    {
        NetlinkReader.Find(writer.Written, type, out bool found);
        return found;
    }

    private static void Nested(KeyAttr type, NetlinkWriter key, NetlinkWriter mask, Action<NetlinkWriter, NetlinkWriter> content)
    {
        NetlinkWriter innerKey = new(), innerMask = new();
        content(innerKey, innerMask);
        Put((ushort)type, innerKey.Written.ToArray(), innerMask.Written.ToArray(), key, mask);
    }

    private void Field(FieldInfo field, Span<byte> value, Span<byte> bits)
    {
        random.NextBytes(value);
        Bits(bits);
        switch (field.Kind)
        {
            case FieldKind.Frag:
                value[0] = bits[0] == 0 ? (byte)0 : (byte)random.Next(3);
                bits[0] = bits[0] == 0 ? (byte)0 : (byte)0xff;
                break;
            case FieldKind.Reserved:
                bits.Fill(0xff);
                break;
            case FieldKind.Ipv6Label:
                BinaryPrimitives.WriteUInt32BigEndian(value, BinaryPrimitives.ReadUInt32BigEndian(value) & 0xfffff);
                BinaryPrimitives.WriteUInt32BigEndian(bits, BinaryPrimitives.ReadUInt32BigEndian(bits) & 0xfffff);
                break;
        }
    }

    private void Plain(ushort type, NetlinkWriter key, NetlinkWriter mask)
    {
        byte[] value = new byte[KeyLayout.LengthOf((KeyAttr)type)], bits = new byte[value.Length];
        random.NextBytes(value);
        Bits(bits);
        if ((KeyAttr)type == KeyAttr.CtState)
        {
            // A bit without a name cannot be read back.
            value.AsSpan(1).Clear();
            bits.AsSpan(1).Fill(bits[0] == 0xff ? (byte)0xff : (byte)0);
        }

        Put(type, value, bits, key, mask);
    }

    private void Special(NetlinkWriter key, NetlinkWriter mask)
    {
        switch (random.Next(5))
        {
            case 0:
                ushort bits = (ushort)(random.Next(3) == 0 ? 0xffff : random.Next(0xfff));
                Put((ushort)KeyAttr.TcpFlags, Attributes.Be16((ushort)(random.Next(0x1000) & bits)), Attributes.Be16(bits), key, mask);
                break;
            case 1:
                Put((ushort)KeyAttr.Vlan, Attributes.Be16((ushort)random.Next(0x10000)), Attributes.Be16((ushort)(random.Next(0x10000) | 0x1000)), key, mask);
                break;
            case 2:
                byte[] labels = new byte[4 * random.Next(1, 4)], labelMask = new byte[labels.Length];
                random.NextBytes(labels);
                Bits(labelMask);
                Put((ushort)KeyAttr.Mpls, labels, labelMask, key, mask);
                break;
            case 3:
                byte[] unknown = new byte[random.Next(9)], unknownMask = new byte[unknown.Length];
                random.NextBytes(unknown);
                random.NextBytes(unknownMask);
                Put((ushort)random.Next(32, 99), unknown, unknownMask, key, mask);
                break;
            default: Nsh(key, mask); break;
        }
    }

    private void Nsh(NetlinkWriter outerKey, NetlinkWriter outerMask) => Nested(KeyAttr.Nsh, outerKey, outerMask, (key, mask) =>
    {
        foreach (var (type, size) in new[] { ((ushort)NshAttr.Base, 8), ((ushort)NshAttr.Md1, 16) })
        {
            byte[] value = new byte[size], bits = new byte[size];
            random.NextBytes(value);
            Bits(bits);
            for (int i = 0; i < size; i++)
            {
                // A field without any mask bit is not shown, so its value is lost: spi is three bytes, a context four.
                bool hidden = type == (ushort)NshAttr.Base && i is < 4 or 7 ? bits[i] == 0 : bits.AsSpan(i / 4 * 4, type == (ushort)NshAttr.Base ? 3 : 4).IndexOfAnyExcept((byte)0) < 0;
                value[i] = hidden ? (byte)0 : value[i];
            }

            key.Put(type, value);
            mask.Put(type, bits);
        }
    });

    private void Tunnel(NetlinkWriter outerKey, NetlinkWriter outerMask) => Nested(KeyAttr.Tunnel, outerKey, outerMask, (key, mask) =>
    {
        foreach (var (attr, field) in TunnelTable.Fields.Where(_ => random.Next(2) == 0))
        {
            byte[] value = new byte[field.Size], bits = new byte[field.Size];
            Field(field, value, bits);
            key.Put((ushort)attr, value);
            mask.Put((ushort)attr, bits);
        }

        Options(key, mask);
        foreach (var flag in new[] { TunnelAttr.DontFragment, TunnelAttr.Checksum, TunnelAttr.Oam })
        {
            int kind = random.Next(3);
            if (kind > 0)
            {
                mask.Put((ushort)flag, default);
            }

            if (kind == 2)
            {
                key.Put((ushort)flag, default);
            }
        }
    });

    private void Options(NetlinkWriter key, NetlinkWriter mask)
    {
        switch (random.Next(5))
        {
            case 0: Geneve(key, mask); break;
            case 1:
                int keyStart = key.BeginNested((ushort)TunnelAttr.VxlanOptions), maskStart = mask.BeginNested((ushort)TunnelAttr.VxlanOptions);
                key.U32(VxlanOptions.GroupPolicy, (uint)random.Next(0x1000000));
                mask.U32(VxlanOptions.GroupPolicy, (uint)random.Next(0x1000000));
                key.EndNested(keyStart);
                mask.EndNested(maskStart);
                break;
            case 2:
                byte[] one = new byte[ErspanOptions.Size], oneMask = new byte[ErspanOptions.Size];
                random.NextBytes(one.AsSpan(4, 4));
                random.NextBytes(oneMask.AsSpan(4, 4));
                (one[0], oneMask[0]) = (1, 0xff);
                key.Put((ushort)TunnelAttr.ErspanOptions, one);
                mask.Put((ushort)TunnelAttr.ErspanOptions, oneMask);
                break;
            case 3:
                byte[] two = new byte[ErspanOptions.Size], twoMask = new byte[ErspanOptions.Size];
                (two[0], two[11], twoMask[0]) = (2, (byte)(random.Next(0x20) << 3), 0xff);
                key.Put((ushort)TunnelAttr.ErspanOptions, two);
                twoMask[11] = (byte)(random.Next(0x20) << 3);
                mask.Put((ushort)TunnelAttr.ErspanOptions, twoMask);
                break;
        }
    }

    private void Geneve(NetlinkWriter key, NetlinkWriter mask)
    {
        List<byte> value = [], bits = [];
        for (int i = random.Next(3); i >= 0; i--)
        {
            int words = random.Next(4);
            byte[] option = new byte[4 + 4 * words], optionMask = new byte[option.Length];
            random.NextBytes(option);
            Bits(optionMask);
            option[3] = (byte)words;
            optionMask[3] &= 0x1f;
            value.AddRange(option);
            bits.AddRange(optionMask);
        }

        key.Put((ushort)TunnelAttr.GeneveOptions, value.ToArray());
        mask.Put((ushort)TunnelAttr.GeneveOptions, bits.ToArray());
    }
}
