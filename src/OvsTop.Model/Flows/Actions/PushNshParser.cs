namespace OvsTop.Model.Flows;

/// <summary>Reads <c>push_nsh(…)</c> behind its opening parenthesis.</summary>
internal static class PushNshParser
{
    private const int MaxMetadata = 248;

    /// <summary>Reads the action.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter actions)
    {
        Span<byte> value = stackalloc byte[NshText.Size], mask = stackalloc byte[NshText.Size];
        Span<byte> metadata = stackalloc byte[MaxMetadata];
        int length = 0;
        if (!NshParser.Fill(ref cursor, value, mask, out _))
        {
            return false;
        }

        if (cursor.Take("md2="))
        {
            if (!cursor.BigNumber(metadata))
            {
                return false;
            }

            int first = metadata.IndexOfAnyExcept((byte)0);
            length = first < 0 ? 0 : (MaxMetadata - first + 3) & ~3;
        }

        int start = actions.BeginNested((ushort)ActionAttr.PushNsh), nested = actions.BeginNested((ushort)KeyAttr.Nsh);
        actions.Put((ushort)NshAttr.Base, value[..NshText.BaseSize]);
        if (value[2] == NshText.MdType1)
        {
            actions.Put((ushort)NshAttr.Md1, value[NshText.BaseSize..]);
        }
        else if (length > 0)
        {
            actions.Put((ushort)NshAttr.Md2, metadata[(MaxMetadata - length)..]);
        }

        actions.EndNested(nested);
        return ActionListParser.End(ref cursor, actions, start);
    }
}
