namespace OvsTop.Model.Flows;

/// <summary>Reads <c>set(…)</c>: a plain set where every bit is set, a masked one otherwise.</summary>
internal static class SetParser
{
    /// <summary>Reads behind the opening parenthesis.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter actions)
    {
        var key = new NetlinkWriter();
        var mask = new NetlinkWriter();
        int from = cursor.Position;
        if (!KeyAttributeParser.Parse(ref cursor, key, mask) || !cursor.Demand(")"))
        {
            return false;
        }

        var value = new NetlinkReader(key.Written);
        var bits = new NetlinkReader(mask.Written);
        if (!value.MoveNext() || !bits.MoveNext())
        {
            cursor.Position = from;
            return cursor.Fail("nothing to set");
        }

        var type = (KeyAttr)value.Type;
        bool masked = type switch
        {
            KeyAttr.Tunnel or KeyAttr.Encap => false,
            KeyAttr.Nsh => IsMasked(value.Value, bits.Value),
            _ => value.Value.Length == bits.Value.Length && !MaskRules.IsExact(type, MaskView.Of(bits.Value)),
        };
        int start = actions.BeginNested((ushort)(masked ? ActionAttr.SetMasked : ActionAttr.Set));
        if (type == KeyAttr.Nsh)
        {
            int nested = actions.BeginNested(value.Type);
            Nsh(actions, value.Nested(), masked ? bits.Value : default);
            actions.EndNested(nested);
        }
        else
        {
            byte[] both = masked ? [.. value.Value, .. bits.Value] : value.Value.ToArray();
            actions.Put(value.Type, both);
        }

        return actions.EndNested(start) || cursor.Fail("attribute longer than 65535 bytes");
    }

    /// <summary>A plain set shows all of the base, and the contexts with metadata type 1 only.</summary>
    private static bool IsMasked(ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask)
    {
        var baseMask = MaskView.Of(NetlinkReader.Find(mask, (ushort)NshAttr.Base, out _));
        var contextMask = MaskView.Of(NetlinkReader.Find(mask, (ushort)NshAttr.Md1, out _));
        return !baseMask.IsExact || !(HasContexts(value) ? contextMask.IsExact : contextMask.IsWildcard);
    }

    private static bool HasContexts(ReadOnlySpan<byte> value) =>
        NetlinkReader.Find(value, (ushort)NshAttr.Base, out _)[2] == NshText.MdType1;

    /// <summary>Each part, in a masked set with its mask behind it.</summary>
    private static void Nsh(NetlinkWriter actions, NetlinkReader parts, ReadOnlySpan<byte> mask)
    {
        bool contexts = true;
        while (contexts && parts.MoveNext())
        {
            byte[] part = [.. parts.Value, .. NetlinkReader.Find(mask, parts.Type, out _)];
            actions.Put(parts.Type, part);
            contexts = !mask.IsEmpty || part[2] == NshText.MdType1;
        }
    }
}
