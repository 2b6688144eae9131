using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Writes key and mask attributes as dpctl does (odp_flow_format in lib/odp-util.c), byte for byte, in their order on the wire.</summary>
public static class FlowKeyFormatter
{
    /// <summary>Deepest ENCAP written as attributes; deeper ones are written as bytes. Real keys have two.</summary>
    private const int MaxDepth = 8;

    /// <summary>Formats a key.</summary>
    /// <param name="sink">Where to; what it holds is kept.</param>
    /// <param name="key">Key attributes.</param>
    /// <param name="mask">Mask attributes; empty for none, so everything is exact. Not looked at for <see cref="KeyStyle.Trace"/>.</param>
    /// <param name="style">Form.</param>
    /// <param name="ports">Names for in_port; null for numbers.</param>
    /// <returns>Offset in the key of the first bytes that could not be understood, or -1. They are written too, as dpctl does.</returns>
    public static int Format(
        TextSink sink, ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask = default, KeyStyle style = KeyStyle.Verbose, PortNames? ports = null) =>
        style == KeyStyle.Trace ? Format(sink, key, default, style, null, 0, 0) : Format(sink, key, mask, style, ports, 0, 0);

    /// <summary>Formats a key into a string.</summary>
    public static string ToText(ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask = default, KeyStyle style = KeyStyle.Verbose, PortNames? ports = null)
    {
        var sink = new TextSink();
        Format(sink, key, mask, style, ports);
        return sink.ToString();
    }

    internal static int Format(
        TextSink sink, ReadOnlySpan<byte> key, ReadOnlySpan<byte> mask, KeyStyle style, PortNames? ports, int offset, int depth)
    {
        if (key.IsEmpty)
        {
            sink.Put("<empty>");
            return -1;
        }

        bool first = true, hasEtherType = false, hasPacketType = false;
        int malformed = -1;
        var reader = new NetlinkReader(key, offset);
        while (reader.MoveNext())
        {
            var type = (KeyAttr)reader.Type;
            var value = reader.Value;
            bool found = false;
            var bits = mask.IsEmpty ? default : NetlinkReader.Find(mask, reader.Type, out found);
            var maskView = found ? MaskView.Of(bits) : MaskView.None;
            if (style == KeyStyle.Trace && !TraceRules.Takes(type, value.Length))
            {
                continue;
            }

            if (!AttributeLengths.Check(sink, KeyLayout.LengthOf(type), value, maskView))
            {
                malformed = malformed < 0 ? reader.Offset : malformed;
                continue;
            }

            hasEtherType |= type == KeyAttr.EtherType;
            hasPacketType |= type == KeyAttr.PacketType;
            bool nested = type is KeyAttr.Encap or KeyAttr.Tunnel or KeyAttr.Nsh;
            bool wildcard = !mask.IsEmpty && (!found || MaskRules.IsWildcard(type, bits));
            if (style == KeyStyle.Brief && wildcard && !nested)
            {
                // Without packet_type, eth() alone says that the packet is an Ethernet packet.
                if (type == KeyAttr.Ethernet && !hasPacketType)
                {
                    Separate(sink, ref first).Put("eth()");
                }
                else if (type == KeyAttr.PacketType)
                {
                    hasPacketType = false;
                }

                continue;
            }

            if (wildcard && !found)
            {
                maskView = MaskView.Wildcard(nested ? 0 : value.Length);
            }

            Separate(sink, ref first);
            int inner = type == KeyAttr.Encap && depth < MaxDepth
                ? Encap(sink, value, maskView, style, reader.ValueOffset, depth + 1)
                : KeyAttributeFormatter.Format(sink, type, value, maskView, style, ports, reader.ValueOffset);
            malformed = malformed < 0 ? inner : malformed;
        }

        Leftover(sink, reader, key.Length, style);
        if (!hasEtherType && !mask.IsEmpty)
        {
            var bits = NetlinkReader.Find(mask, (ushort)KeyAttr.EtherType, out _);
            if (bits.Length >= 2)
            {
                sink.Put(",eth_type(0/0x").HexDigitsOf(ReadUInt16BigEndian(bits), 4).Put(')');
            }
        }

        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    /// <summary>Bytes that are no attribute, as odp_flow_format and format_odp_actions write them.</summary>
    internal static void Leftover(TextSink sink, in NetlinkReader reader, int total, KeyStyle style)
    {
        var left = reader.Leftover;
        if (left.IsEmpty || style == KeyStyle.Trace)
        {
            return;
        }

        if (left.Length == total)
        {
            sink.Put("<empty>");
        }

        sink.Put(",***").Number(left.Length).Put(" leftover bytes*** (").Bytes(left).Put(')');
    }

    private static TextSink Separate(TextSink sink, ref bool first)
    {
        if (!first)
        {
            sink.Put(',');
        }

        first = false;
        return sink;
    }

    private static int Encap(TextSink sink, ReadOnlySpan<byte> value, MaskView mask, KeyStyle style, int offset, int depth)
    {
        sink.Put("encap(");
        int malformed = value.IsEmpty ? -1 : Format(sink, value, mask.Bytes, style, null, offset, depth);
        sink.Put(')');
        return malformed;
    }
}
