using System.Buffers;

namespace OvsTop.Model.Flows;

/// <summary>Reads lists of actions, and the actions that hold lists.</summary>
internal static class ActionListParser
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(", \t\r\n()");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Reads up to a closing parenthesis, the end, or something that is no action and follows one.</summary>
    public static bool List(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (++cursor.Depth > TextCursor.MaxDepth)
        {
            return cursor.Fail("nested too deeply");
        }

        cursor.SkipDelimiters();
        bool lone = cursor.Rest is "drop" || cursor.Rest.StartsWith("drop)") || cursor.Rest.StartsWith("drop, ");
        if (lone)
        {
            cursor.Position += "drop".Length;
        }

        while (!lone && !cursor.AtEnd && cursor.Next != ')')
        {
            if (!One(ref cursor, numbering, actions))
            {
                return false;
            }

            if (!cursor.Take(','))
            {
                break;
            }

            // ", " ends the actions of a dumped flow.
            if (cursor.Next == ' ')
            {
                cursor.Position--;
                break;
            }
        }

        cursor.Depth--;
        return true;
    }

    /// <summary>Reads a list into an attribute of its own, with the closing parenthesis.</summary>
    public static bool Nested(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions, int type)
    {
        int start = actions.BeginNested((ushort)type);
        return List(ref cursor, numbering, actions) && End(ref cursor, actions, start);
    }

    /// <summary>Ends an attribute and reads a closing parenthesis.</summary>
    public static bool End(ref TextCursor cursor, NetlinkWriter actions, int start) =>
        (actions.EndNested(start) || cursor.Fail("nested actions longer than 65535 bytes")) && cursor.Demand(")");

    /// <summary>Starts an action; false if the numbering has none.</summary>
    public static bool Wire(ref TextCursor cursor, ActionNumbering numbering, ActionAttr action, out ushort type)
    {
        int number = numbering.ToWire(action);
        type = (ushort)Math.Max(number, 0);
        return number >= 0 || cursor.Fail($"Open vSwitch {numbering.Name} has no such action");
    }

    private static bool One(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        var rest = cursor.Rest;
        int end = rest.IndexOfAny(Ends);
        var token = end < 0 ? rest : rest[..end];
        bool call = end >= 0 && rest[end] == '(';
        if (!call && token.Length > 0)
        {
            if (token.IndexOfAnyExcept(Digits) < 0)
            {
                if (!cursor.U32(out uint number))
                {
                    return false;
                }

                actions.U32((ushort)ActionAttr.Output, number);
                return true;
            }

            if (cursor.Ports is not null && cursor.Ports.TryPort(token, out uint port))
            {
                cursor.Position += token.Length;
                actions.U32((ushort)ActionAttr.Output, port);
                return true;
            }
        }

        return call ? ActionCallParser.Call(ref cursor, token, numbering, actions) : Word(ref cursor, token, numbering, actions);
    }

    private static bool Word(ref TextCursor cursor, ReadOnlySpan<char> token, ActionNumbering numbering, NetlinkWriter actions)
    {
        var action = token switch
        {
            "pop_vlan" => ActionAttr.PopVlan,
            "pop_eth" => ActionAttr.PopEth,
            "ct_clear" => ActionAttr.CtClear,
            "ct" => ActionAttr.Ct,
            "drop" => ActionAttr.Drop,
            _ => ActionAttr.Unknown,
        };
        if (action == ActionAttr.Unknown)
        {
            return token.StartsWith("action") && ushort.TryParse(token[6..], out ushort number) && number <= NetlinkReader.TypeMask
                ? Empty(ref cursor, token, number, actions)
                : cursor.Fail($"unknown action or port \"{token}\"");
        }

        if (!Wire(ref cursor, numbering, action, out ushort type))
        {
            return false;
        }

        cursor.Position += token.Length;
        actions.Reserve(type, action == ActionAttr.Drop ? 4 : 0);
        return true;
    }

    private static bool Empty(ref TextCursor cursor, ReadOnlySpan<char> token, ushort type, NetlinkWriter actions)
    {
        cursor.Position += token.Length;
        actions.Reserve(type, 0);
        return true;
    }
}
