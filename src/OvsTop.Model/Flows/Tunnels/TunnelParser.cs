namespace OvsTop.Model.Flows;

/// <summary>Reads <c>tunnel(…)</c>.</summary>
internal static class TunnelParser
{
    /// <summary>Reads an attribute with its closing parenthesis.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask)
    {
        int keyStart = key.BeginNested((ushort)KeyAttr.Tunnel), maskStart = mask.BeginNested((ushort)KeyAttr.Tunnel);
        bool hasId = false;
        uint flags = 0;
        for (bool more = cursor.Next != ')'; more; more = cursor.Take(','))
        {
            if (!Part(ref cursor, key, mask, ref hasId, ref flags))
            {
                return false;
            }
        }

        if ((flags & TunnelFlags.Key) != 0 && !hasId)
        {
            // The flag stands for a tunnel id, which is not shown where it is wildcarded.
            key.Reserve((ushort)TunnelAttr.Id, 8);
            mask.Reserve((ushort)TunnelAttr.Id, 8);
        }

        return (key.EndNested(keyStart) & mask.EndNested(maskStart) || cursor.Fail("tunnel longer than 65535 bytes")) && cursor.Demand(")");
    }

    private static bool Part(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask, ref bool hasId, ref uint flags)
    {
        foreach (var (attr, field) in TunnelTable.Fields)
        {
            if (FieldParser.TakeName(ref cursor, field.Name))
            {
                hasId |= attr == TunnelAttr.Id;
                Span<byte> value = stackalloc byte[16], bits = stackalloc byte[16];
                if (!FieldParser.ParseValue(ref cursor, field.Kind, value[..field.Size], bits[..field.Size]))
                {
                    return false;
                }

                key.Put((ushort)attr, value[..field.Size]);
                mask.Put((ushort)attr, bits[..field.Size]);
                return true;
            }
        }

        return cursor.Take("flags(") ? Flags(ref cursor, key, mask, out flags)
            : cursor.Take("geneve(") ? TunnelOptionsParser.Geneve(ref cursor, key, mask)
            : cursor.Take("vxlan(") ? TunnelOptionsParser.Vxlan(ref cursor, key, mask)
            : cursor.Take("erspan(") ? TunnelOptionsParser.Erspan(ref cursor, key, mask)
            : cursor.Take("gtpu(") ? TunnelOptionsParser.Gtpu(ref cursor, key, mask)
            : TunnelOptionsParser.Unknown(ref cursor, key, mask);
    }

    private static bool Flags(ref TextCursor cursor, NetlinkWriter key, NetlinkWriter mask, out uint flags)
    {
        if (!FlagsParser.Parse(ref cursor, FlagNames.Tunnel, '|', out flags, out uint bits))
        {
            return false;
        }

        foreach (var attr in (ReadOnlySpan<TunnelAttr>)[TunnelAttr.DontFragment, TunnelAttr.Checksum, TunnelAttr.Oam])
        {
            if ((flags & TunnelFlags.Of(attr)) != 0)
            {
                key.Put((ushort)attr, default);
            }

            if ((bits & TunnelFlags.Of(attr)) != 0)
            {
                mask.Put((ushort)attr, default);
            }
        }

        return cursor.Demand(")");
    }
}
