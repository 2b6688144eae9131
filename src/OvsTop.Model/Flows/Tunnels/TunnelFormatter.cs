namespace OvsTop.Model.Flows;

/// <summary>Writes what is inside <c>tunnel(…)</c> (format_odp_tun_attr in lib/odp-util.c).</summary>
internal static class TunnelFormatter
{
    /// <returns>Offset of malformed bytes, or -1.</returns>
    public static int Format(TextSink sink, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style, int offset)
    {
        bool verbose = style != KeyStyle.Brief;
        uint flags = 0, flagsMask = 0;
        int malformed = -1;
        var reader = new NetlinkReader(key, offset);
        while (reader.MoveNext())
        {
            var type = (TunnelAttr)reader.Type;
            var value = reader.Value;
            var bits = Mask(mask, reader.Type, type == TunnelAttr.VxlanOptions ? 0 : value.Length);
            if (!AttributeLengths.Check(sink, TunnelLayout.LengthOf(type), value, bits, reader.Type))
            {
                malformed = malformed < 0 ? reader.Offset : malformed;
                continue;
            }

            if (TunnelTable.Find(type) is { } field)
            {
                FieldFormatter.Format(sink, field.Name, field, value, bits, verbose);
                flags |= type == TunnelAttr.Id ? TunnelFlags.Key : 0;
                flagsMask |= type == TunnelAttr.Id && bits.IsPresent ? TunnelFlags.Key : 0;
                continue;
            }

            flags |= TunnelFlags.Of(type);
            int inner = Options(sink, type, value, bits, style, reader.ValueOffset);
            malformed = malformed < 0 ? inner : malformed;
        }

        // A flag may be masked without being set, so the masks are collected from the mask.
        var maskReader = new NetlinkReader(mask.Bytes);
        while (maskReader.MoveNext())
        {
            flagsMask |= TunnelFlags.Of((TunnelAttr)maskReader.Type);
        }

        if (verbose || !mask.IsPresent || flagsMask != 0)
        {
            sink.Put("flags(");
            FlagNames.Tunnel.FormatMasked(sink, flags, mask.IsPresent ? flagsMask : TunnelFlags.All, TunnelFlags.All);
            sink.Put(')');
        }

        sink.Chomp(',');
        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    /// <summary>The mask of an attribute inside a nested one; all wildcarded if it is missing there.</summary>
    internal static MaskView Mask(MaskView outer, ushort type, int length)
    {
        if (!outer.IsPresent)
        {
            return MaskView.None;
        }

        var bits = NetlinkReader.Find(outer.Bytes, type, out bool found);
        return found ? MaskView.Of(bits) : MaskView.Wildcard(length);
    }

    private static int Options(TextSink sink, TunnelAttr type, ReadOnlySpan<byte> value, MaskView bits, KeyStyle style, int offset)
    {
        bool verbose = style != KeyStyle.Brief, good = true;
        switch (type)
        {
            case TunnelAttr.DontFragment or TunnelAttr.Checksum or TunnelAttr.Oam or TunnelAttr.Pad:
                return -1;
            case TunnelAttr.VxlanOptions:
                return VxlanOptions.Format(sink, value, bits, style, offset);
            case TunnelAttr.GeneveOptions:
                sink.Put("geneve(");
                good = GeneveOptions.Format(sink, value, bits, verbose);
                break;
            case TunnelAttr.ErspanOptions:
                sink.Put("erspan(");
                good = ErspanOptions.Format(sink, value, bits, verbose);
                break;
            case TunnelAttr.GtpuOptions:
                sink.Put("gtpu(");
                good = GtpuOptions.Format(sink, value, bits, verbose);
                break;
            default:
                if (style != KeyStyle.Trace)
                {
                    sink.Put("key").Number((int)type).Put('(');
                    KeyAttributeFormatter.Unknown(sink, (KeyAttr)ushort.MaxValue, value, bits);
                    sink.Put("),");
                }

                return -1;
        }

        sink.Put("),");
        return good ? -1 : offset;
    }
}
