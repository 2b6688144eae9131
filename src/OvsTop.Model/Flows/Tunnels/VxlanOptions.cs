using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>vxlan(gbp(id=,flags=))</c> (format_odp_tun_vxlan_opt in lib/odp-util.c).</summary>
internal static class VxlanOptions
{
    /// <summary>OVS_VXLAN_EXT_GBP: flags in bits 16 to 23, id in the low 16.</summary>
    public const ushort GroupPolicy = 1;

    /// <summary>Highest number Open vSwitch knows (OVS_VXLAN_EXT_GPE); those between have length 0 in its table.</summary>
    private const int Max = 8;

    private static readonly FieldInfo Id = new("id", FieldKind.Be16, 1);
    private static readonly FieldInfo Flags = new("flags", FieldKind.U8Hex, 0);

    /// <returns>Offset of malformed bytes, or -1.</returns>
    public static int Format(TextSink sink, ReadOnlySpan<byte> options, MaskView mask, KeyStyle style, int offset)
    {
        int malformed = -1;
        sink.Put("vxlan(");
        var reader = new NetlinkReader(options, offset);
        while (reader.MoveNext())
        {
            var bits = TunnelFormatter.Mask(mask, reader.Type, reader.Value.Length);
            int expected = reader.Type == GroupPolicy ? 4 : reader.Type <= Max ? 0 : -1;
            if (!AttributeLengths.Check(sink, expected, reader.Value, bits, reader.Type))
            {
                malformed = malformed < 0 ? reader.Offset : malformed;
            }
            else if (reader.Type == GroupPolicy)
            {
                Policy(sink, reader.Value, bits, style != KeyStyle.Brief);
            }
            else if (style != KeyStyle.Trace)
            {
                sink.Put("key").Number(reader.Type).Put('(');
                KeyAttributeFormatter.Unknown(sink, (KeyAttr)reader.Type, reader.Value, bits);
                sink.Put("),");
            }
        }

        sink.Chomp(',').Put("),");
        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    private static void Policy(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, bool verbose)
    {
        // As flags, be16 id, so that the field table applies.
        Span<byte> value = [key[2], key[1], key[0]];
        Span<byte> bits = mask.IsPresent ? [mask.Bytes[2], mask.Bytes[1], mask.Bytes[0]] : [];
        var view = mask.IsPresent ? MaskView.Of(bits) : MaskView.None;
        sink.Put("gbp(");
        FieldFormatter.Format(sink, Id.Name, Id, value, view, verbose);
        FieldFormatter.Format(sink, Flags.Name, Flags, value, view, verbose);
        sink.Chomp(',').Put("),");
    }

    /// <summary>The number a policy is stored as.</summary>
    public static void Write(NetlinkWriter writer, ReadOnlySpan<byte> flagsAndId) =>
        writer.U32(GroupPolicy, (uint)flagsAndId[0] << 16 | ReadUInt16BigEndian(flagsAndId[1..]));
}
