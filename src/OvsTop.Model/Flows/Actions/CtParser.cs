using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>ct(…)</c> behind its opening parenthesis.</summary>
internal static class CtParser
{
    private const int MaxHelper = 15, MaxTimeout = 31;

    /// <summary>Reads the action.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter actions)
    {
        int start = actions.BeginNested((ushort)ActionAttr.Ct);
        for (bool more = cursor.Next != ')'; more; more = cursor.Take(','))
        {
            if (!Part(ref cursor, actions))
            {
                return false;
            }
        }

        return ActionListParser.End(ref cursor, actions, start);
    }

    private static bool Part(ref TextCursor cursor, NetlinkWriter actions)
    {
        bool force = cursor.Take("force_commit");
        if (force || cursor.Take("commit"))
        {
            actions.Put((ushort)(force ? CtAttr.ForceCommit : CtAttr.Commit), default);
            return true;
        }

        if (cursor.Take("zone="))
        {
            bool good = cursor.U32(out uint zone, ushort.MaxValue);
            actions.U16((ushort)CtAttr.Zone, (ushort)zone);
            return good;
        }

        return cursor.Take("mark=") ? Mark(ref cursor, actions)
            : cursor.Take("label=") ? Label(ref cursor, actions)
            : cursor.Take("helper=") ? Name(ref cursor, actions, CtAttr.Helper, MaxHelper)
            : cursor.Take("timeout=") ? Name(ref cursor, actions, CtAttr.Timeout, MaxTimeout)
            : cursor.Take("nat") ? NatParser.Parse(ref cursor, actions)
            : cursor.Fail("expected commit, force_commit, zone=, mark=, label=, helper=, timeout= or nat");
    }

    private static bool Mark(ref TextCursor cursor, NetlinkWriter actions)
    {
        uint mask = uint.MaxValue;
        if (!cursor.U32(out uint mark) || cursor.Take('/') && !cursor.U32(out mask))
        {
            return false;
        }

        var value = actions.Reserve((ushort)CtAttr.Mark, 8);
        WriteUInt32LittleEndian(value, mark);
        WriteUInt32LittleEndian(value[4..], mask);
        return true;
    }

    private static bool Label(ref TextCursor cursor, NetlinkWriter actions)
    {
        Span<byte> value = stackalloc byte[32];
        if (!KeyAttributeParser.Number128(ref cursor, value[..16], value[16..]))
        {
            return false;
        }

        actions.Put((ushort)CtAttr.Labels, value);
        return true;
    }

    private static bool Name(ref TextCursor cursor, NetlinkWriter actions, CtAttr attr, int max)
    {
        var name = cursor.TakeUntil(",) \t\r\n");
        int length = Encoding.UTF8.GetByteCount(name);
        if (length == 0 || length > max || name.Contains('\0'))
        {
            return cursor.Fail($"expected a name of 1 to {max} bytes");
        }

        Encoding.UTF8.GetBytes(name, actions.Reserve((ushort)attr, length + 1));
        return true;
    }
}
