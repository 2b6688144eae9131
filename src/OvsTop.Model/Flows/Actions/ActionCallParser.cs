using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads actions with arguments, <c>name(…)</c>.</summary>
internal static class ActionCallParser
{
    /// <summary>Reads an action whose name is known to be followed by a parenthesis.</summary>
    public static bool Call(ref TextCursor cursor, ReadOnlySpan<char> name, ActionNumbering numbering, NetlinkWriter actions)
    {
        string key = name.ToString();
        int start = cursor.Position;
        cursor.Position += name.Length + 1;
        switch (key)
        {
            case "recirc": return Number(ref cursor, numbering, actions, ActionAttr.Recirc);
            case "trunc": return Number(ref cursor, numbering, actions, ActionAttr.Trunc);
            case "meter": return Number(ref cursor, numbering, actions, ActionAttr.Meter);
            case "lb_output": return Number(ref cursor, numbering, actions, ActionAttr.LbOutput);
            case "tnl_pop": return TunnelPop(ref cursor, numbering, actions);
            case "hash": return Hash(ref cursor, actions);
            case "push_vlan": return PushVlan(ref cursor, actions);
            case "push_mpls": return Mpls(ref cursor, actions, ActionAttr.PushMpls);
            case "add_mpls": return Mpls(ref cursor, actions, ActionAttr.AddMpls);
            case "pop_mpls": return PopMpls(ref cursor, actions);
            case "push_eth": return PushEth(ref cursor, actions);
            case "pop_nsh":
                actions.Reserve((ushort)ActionAttr.PopNsh, 0);
                return cursor.Demand(")");
            case "set": return SetParser.Parse(ref cursor, actions);
            case "ct": return CtParser.Parse(ref cursor, actions);
            case "userspace": return UserspaceParser.Parse(ref cursor, actions);
            case "push_nsh": return PushNshParser.Parse(ref cursor, actions);
            case "psample": return PsampleParser.Parse(ref cursor, numbering, actions);
            case "tnl_push": return TunnelPushParser.Parse(ref cursor, numbering, actions);
            case "clone": return ActionListParser.Nested(ref cursor, numbering, actions, (int)ActionAttr.Clone);
            case "sample": return NestedParser.Sample(ref cursor, numbering, actions);
            case "check_pkt_len": return NestedParser.CheckPacketLength(ref cursor, numbering, actions);
            case "dec_ttl": return NestedParser.DecTtl(ref cursor, numbering, actions);
        }

        if (key.StartsWith("action", StringComparison.Ordinal) && ushort.TryParse(key[6..], out ushort type) && type <= NetlinkReader.TypeMask)
        {
            if (!KeyAttributeParser.Bytes(ref cursor, out byte[] value))
            {
                return false;
            }

            actions.Put(type, value);
            return cursor.Demand(")");
        }

        cursor.Position = start;
        return cursor.Fail($"unknown action \"{key}\"");
    }

    private static bool Number(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions, ActionAttr action)
    {
        if (!ActionListParser.Wire(ref cursor, numbering, action, out ushort type) || !cursor.U32(out uint value))
        {
            return false;
        }

        actions.U32(type, value);
        return cursor.Demand(")");
    }

    private static bool TunnelPop(ref TextCursor cursor, ActionNumbering numbering, NetlinkWriter actions)
    {
        if (!ActionListParser.Wire(ref cursor, numbering, ActionAttr.TunnelPop, out ushort type) || !Port(ref cursor, out uint port))
        {
            return false;
        }

        actions.U32(type, port);
        return cursor.Demand(")");
    }

    /// <summary>Reads a port's number or name up to a comma or parenthesis.</summary>
    public static bool Port(ref TextCursor cursor, out uint port)
    {
        int start = cursor.Position;
        var token = cursor.TakeUntil(",)");
        if (uint.TryParse(token, System.Globalization.NumberStyles.None, null, out port) || cursor.Ports is not null && cursor.Ports.TryPort(token, out port))
        {
            return true;
        }

        cursor.Position = start;
        return cursor.Fail($"unknown port \"{token}\"");
    }

    private static bool Hash(ref TextCursor cursor, NetlinkWriter actions)
    {
        uint algorithm = cursor.Take("l4(") ? 0u : cursor.Take("sym_l4(") ? 1u : uint.MaxValue, basis = 0;
        if (algorithm != uint.MaxValue)
        {
            if (!cursor.U32(out basis))
            {
                return false;
            }
        }
        else if (!cursor.Demand("Unknown hash algorithm(") || !cursor.U32(out algorithm))
        {
            return false;
        }

        var value = actions.Reserve((ushort)ActionAttr.Hash, 8);
        WriteUInt32LittleEndian(value, algorithm);
        WriteUInt32LittleEndian(value[4..], basis);
        return cursor.Demand("))");
    }

    private static bool PushVlan(ref TextCursor cursor, NetlinkWriter actions)
    {
        uint tpid = 0x8100;
        if (cursor.Take("tpid=") && (!cursor.U32(out tpid, ushort.MaxValue) || !cursor.Demand(",")))
        {
            return false;
        }

        Span<byte> tci = stackalloc byte[2], mask = stackalloc byte[2];
        if (!VlanParser.Parse(ref cursor, tci, mask))
        {
            return false;
        }

        var value = actions.Reserve((ushort)ActionAttr.PushVlan, 4);
        WriteUInt16BigEndian(value, (ushort)tpid);
        tci.CopyTo(value[2..]);
        return cursor.Demand(")");
    }

    private static bool Mpls(ref TextCursor cursor, NetlinkWriter actions, ActionAttr action)
    {
        if (!MplsParser.Entry(ref cursor, out uint entry, out _) || !cursor.Demand(",eth_type=") || !cursor.U32(out uint type, ushort.MaxValue))
        {
            return false;
        }

        var value = actions.Reserve((ushort)action, 8);
        WriteUInt32BigEndian(value, entry);
        WriteUInt16BigEndian(value[4..], (ushort)type);
        return cursor.Demand(")");
    }

    private static bool PopMpls(ref TextCursor cursor, NetlinkWriter actions)
    {
        if (!cursor.Demand("eth_type=") || !cursor.U32(out uint type, ushort.MaxValue))
        {
            return false;
        }

        actions.Be16((ushort)ActionAttr.PopMpls, (ushort)type);
        return cursor.Demand(")");
    }

    private static bool PushEth(ref TextCursor cursor, NetlinkWriter actions)
    {
        Span<byte> value = stackalloc byte[12];
        if (!cursor.Demand("src=") || !AddressParser.Mac(ref cursor, value) || !cursor.Demand(",dst=") || !AddressParser.Mac(ref cursor, value[6..]))
        {
            return false;
        }

        actions.Put((ushort)ActionAttr.PushEth, value);
        return cursor.Demand(")");
    }
}
