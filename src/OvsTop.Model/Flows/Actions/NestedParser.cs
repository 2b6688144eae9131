namespace OvsTop.Model.Flows;

/// <summary>Reads the actions that hold action lists besides clone, each behind its opening parenthesis.</summary>
internal static class NestedParser
{
    /// <summary><c>sample=…%,actions(…))</c>.</summary>
    public static bool Sample(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (!cursor.Demand("sample="))
        {
            return false;
        }

        var number = cursor.TakeUntil("%,)");
        if (!double.TryParse(number, System.Globalization.NumberStyles.AllowDecimalPoint, null, out double percent) || percent > 100)
        {
            return cursor.Fail("expected a percentage from 0 to 100");
        }

        if (!cursor.Demand("%,actions("))
        {
            return false;
        }

        int start = actions.BeginNested((ushort)ActionAttr.Sample);
        actions.U32(1, (uint)Math.Min(Math.Floor(uint.MaxValue * (percent / 100.0) + .5), uint.MaxValue));
        return ActionListParser.Nested(ref cursor, numbering, actions, 2) && ActionListParser.End(ref cursor, actions, start);
    }

    /// <summary><c>size=,gt(…),le(…))</c>.</summary>
    public static bool CheckPacketLength(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (!cursor.Demand("size=") || !cursor.U32(out uint size, ushort.MaxValue) || !cursor.Demand(",gt("))
        {
            return false;
        }

        int start = actions.BeginNested((ushort)ActionAttr.CheckPacketLength);
        actions.U16(1, (ushort)size);
        return ActionListParser.Nested(ref cursor, numbering, actions, 2) && cursor.Demand(",le(")
            && ActionListParser.Nested(ref cursor, numbering, actions, 3) && ActionListParser.End(ref cursor, actions, start);
    }

    /// <summary><c>le_1(…))</c>.</summary>
    public static bool DecTtl(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (!ActionListParser.Wire(ref cursor, numbering, ActionAttr.DecTtl, out ushort type) || !cursor.Demand("le_1("))
        {
            return false;
        }

        int start = actions.BeginNested(type);
        if (cursor.Take(')'))
        {
            // Written so where the action has no list at all; an empty list is written as drop.
            return ActionListParser.End(ref cursor, actions, start);
        }

        return ActionListParser.Nested(ref cursor, numbering, actions, 1) && ActionListParser.End(ref cursor, actions, start);
    }
}
