namespace OvsTop.Model.Flows;

/// <summary>Reads <c>psample(group=,cookie=)</c> behind its opening parenthesis.</summary>
internal static class PsampleParser
{
    /// <summary>OVS_PSAMPLE_COOKIE_MAX_SIZE.</summary>
    private const int MaxCookie = 16;

    /// <summary>Reads the action.</summary>
    public static bool Parse(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (!ActionListParser.Wire(ref cursor, numbering, ActionAttr.Psample, out ushort type) || !cursor.Demand("group=") || !cursor.U32(out uint group))
        {
            return false;
        }

        int start = actions.BeginNested(type);
        actions.U32(PsampleFormatter.Group, group);
        if (cursor.Take(",cookie="))
        {
            Span<byte> cookie = stackalloc byte[MaxCookie];
            if (!cursor.BigNumber(cookie))
            {
                return false;
            }

            int first = Math.Min(cookie.IndexOfAnyExcept((byte)0) & int.MaxValue, MaxCookie - 1);
            actions.Put(PsampleFormatter.Cookie, cookie[first..]);
        }

        return ActionListParser.End(ref cursor, actions, start);
    }
}
