namespace OvsTop.Model.Flows;

/// <summary><c>set(eth(…))</c>: one key attribute, with its mask behind its value in a masked set.</summary>
internal static class SetFormatter
{
    /// <summary>Longest value with a mask (sizeof(struct ovs_key_ipv6)); a tunnel is longer and has none.</summary>
    private const int MaxMasked = 40;

    /// <summary>Writes the action; false if the attribute in it is malformed.</summary>
    public static bool Format(TextSink sink, ReadOnlySpan<byte> value, bool masked, int offset, out int malformed)
    {
        malformed = -1;
        var reader = new NetlinkReader(value, offset);
        sink.Put("set(");
        bool good = reader.MoveNext();
        if (good)
        {
            var type = (KeyAttr)reader.Type;
            var key = reader.Value;
            if (masked && type == KeyAttr.Nsh)
            {
                good = Nsh(sink, key);
            }
            else if (masked && key.Length / 2 <= MaxMasked)
            {
                int size = key.Length / 2;
                good = Attribute(sink, type, key[..size], MaskView.Of(key.Slice(size, size)), KeyStyle.Brief, reader.ValueOffset, out malformed);
            }
            else
            {
                good = Attribute(sink, type, key, MaskView.None, masked ? KeyStyle.Brief : KeyStyle.Verbose, reader.ValueOffset, out malformed);
            }
        }

        sink.Put(')');
        return good;
    }

    private static bool Attribute(TextSink sink, KeyAttr type, ReadOnlySpan<byte> key, MaskView mask, KeyStyle style, int offset, out int malformed)
    {
        malformed = -1;
        if (!AttributeLengths.Check(sink, KeyLayout.LengthOf(type), key, mask))
        {
            return false;
        }

        malformed = KeyAttributeFormatter.Format(sink, type, key, mask, style, null, offset);
        return malformed < 0;
    }

    /// <summary>Each part has its mask behind it (format_odp_set_nsh).</summary>
    private static bool Nsh(TextSink sink, ReadOnlySpan<byte> attributes)
    {
        Span<byte> value = stackalloc byte[NshText.Size], mask = stackalloc byte[NshText.Size];
        value.Clear();
        mask.Clear();
        var reader = new NetlinkReader(attributes);
        while (reader.MoveNext())
        {
            var part = reader.Value;
            int at = (NshAttr)reader.Type == NshAttr.Base ? 0 : NshText.BaseSize;
            int size = (NshAttr)reader.Type switch { NshAttr.Base => NshText.BaseSize, NshAttr.Md1 => NshText.Size - NshText.BaseSize, _ => -1 };
            if (size < 0)
            {
                continue;
            }

            if (part.Length != 2 * size)
            {
                return false;
            }

            part[..size].CopyTo(value[at..]);
            part[size..].CopyTo(mask[at..]);
        }

        sink.Put("nsh(");
        NshText.Masked(sink, value, mask);
        sink.Put(')');
        return reader.MalformedOffset < 0;
    }
}
