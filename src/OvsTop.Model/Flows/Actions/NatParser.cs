namespace OvsTop.Model.Flows;

/// <summary>Reads <c>nat</c> or <c>nat(src=…,random)</c> behind the name.</summary>
internal static class NatParser
{
    /// <summary>Reads the part.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter actions)
    {
        int start = actions.BeginNested((ushort)CtAttr.Nat);
        if (cursor.Take('('))
        {
            for (bool more = cursor.Next != ')'; more; more = cursor.Take(','))
            {
                if (!Part(ref cursor, actions))
                {
                    return false;
                }
            }

            return ActionListParser.End(ref cursor, actions, start);
        }

        return actions.EndNested(start);
    }

    private static bool Part(ref TextCursor cursor, NetlinkWriter actions)
    {
        NatAttr flag = cursor.Take("src") ? NatAttr.Source
            : cursor.Take("dst") ? NatAttr.Destination
            : cursor.Take("persistent") ? NatAttr.Persistent
            : cursor.Take("hash") ? NatAttr.ProtoHash
            : cursor.Take("random") ? NatAttr.ProtoRandom
            : 0;
        if (flag == 0)
        {
            return cursor.Fail("expected src, dst, persistent, hash or random");
        }

        actions.Put((ushort)flag, default);
        return flag is not (NatAttr.Source or NatAttr.Destination) || !cursor.Take('=') || Range(ref cursor, actions);
    }

    private static bool Range(ref TextCursor cursor, NetlinkWriter actions)
    {
        Span<byte> address = stackalloc byte[16];
        if (!Address(ref cursor, address, out int size))
        {
            return false;
        }

        actions.Put((ushort)NatAttr.IpMin, address[..size]);
        if (cursor.Take('-'))
        {
            if (!Address(ref cursor, address, out int second) || second != size)
            {
                return cursor.Fail("the range's addresses are of different families");
            }

            actions.Put((ushort)NatAttr.IpMax, address[..size]);
        }

        if (!cursor.Take(':'))
        {
            return true;
        }

        if (!cursor.U32(out uint port, ushort.MaxValue))
        {
            return false;
        }

        actions.U16((ushort)NatAttr.ProtoMin, (ushort)port);
        if (cursor.Take('-'))
        {
            if (!cursor.U32(out port, ushort.MaxValue))
            {
                return false;
            }

            actions.U16((ushort)NatAttr.ProtoMax, (ushort)port);
        }

        return true;
    }

    /// <summary>An IPv4 address, an IPv6 address, or one in brackets.</summary>
    private static bool Address(ref TextCursor cursor, scoped Span<byte> address, out int size)
    {
        bool bracket = cursor.Take('[');
        var rest = cursor.Rest;
        int end = rest.IndexOfAny(",)-");
        var token = end < 0 ? rest : rest[..end];
        size = bracket || token.Count(':') > 1 ? 16 : 4;
        return (size == 16 ? AddressParser.Ipv6(ref cursor, address) : AddressParser.Ipv4(ref cursor, address)) && (!bracket || cursor.Demand("]"));
    }
}
