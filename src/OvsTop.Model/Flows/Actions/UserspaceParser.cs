using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Reads <c>userspace(pid=…)</c> behind its opening parenthesis. Parts of the cookie that are not in the text (port, ofproto) are left empty.</summary>
internal static class UserspaceParser
{
    /// <summary>Fewest bytes of user data a kernel takes (odp_put_userspace_action).</summary>
    private const int MinData = 8;

    /// <summary>Reads the action.</summary>
    public static bool Parse(ref TextCursor cursor, NetlinkWriter actions)
    {
        if (!cursor.Demand("pid=") || !cursor.U32(out uint pid))
        {
            return false;
        }

        int start = actions.BeginNested((ushort)ActionAttr.Userspace);
        actions.U32((ushort)UserspaceAttr.Pid, pid);
        while (cursor.Take(','))
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
        if (cursor.Take("tunnel_out_port="))
        {
            bool good = ActionCallParser.Port(ref cursor, out uint port);
            actions.U32((ushort)UserspaceAttr.EgressTunnelPort, port);
            return good;
        }

        if (cursor.Take("userdata("))
        {
            if (!KeyAttributeParser.Bytes(ref cursor, out byte[] data))
            {
                return false;
            }

            data.CopyTo(actions.Reserve((ushort)UserspaceAttr.UserData, Math.Max(MinData, data.Length)));
            return cursor.Demand(")");
        }

        if (cursor.Take("actions"))
        {
            actions.Put((ushort)UserspaceAttr.Actions, default);
            return true;
        }

        Span<byte> cookie = stackalloc byte[UserCookie.Size];
        cookie.Clear();
        WriteUInt32LittleEndian(cookie[UserCookie.InPort..], UserCookie.NoPort);
        if (!Cookie(ref cursor, cookie, cookie[UserCookie.Union..]))
        {
            return false;
        }

        actions.Put((ushort)UserspaceAttr.UserData, cookie);
        return cursor.Demand(")");
    }

    private static bool Cookie(ref TextCursor cursor, scoped Span<byte> cookie, scoped Span<byte> union)
    {
        ushort type = cursor.Take("sFlow(") ? UserCookie.SFlow
            : cursor.Take("slow_path(") ? UserCookie.SlowPath
            : cursor.Take("flow_sample(") ? UserCookie.FlowSample
            : cursor.Take("ipfix(") ? UserCookie.Ipfix
            : cursor.Take("controller(") ? UserCookie.Controller
            : (ushort)0;
        WriteUInt16LittleEndian(cookie, type);
        switch (type)
        {
            case UserCookie.SFlow: return SFlow(ref cursor, union);
            case UserCookie.SlowPath:
                bool good = FlagsParser.Parse(ref cursor, FlagNames.SlowPath, ',', out uint reasons, out _);
                WriteUInt32LittleEndian(union[4..], reasons);
                return good;
            case UserCookie.FlowSample: return FlowSample(ref cursor, union);
            case UserCookie.Ipfix:
                bool known = cursor.Demand("output_port=") & ActionCallParser.Port(ref cursor, out uint port);
                WriteUInt32LittleEndian(union, port);
                return known;
            case UserCookie.Controller: return Controller(ref cursor, union);
            default: return cursor.Fail("expected sFlow(, slow_path(, flow_sample(, ipfix(, controller(, userdata(, actions or tunnel_out_port=");
        }
    }

    private static bool SFlow(ref TextCursor cursor, scoped Span<byte> union)
    {
        if (!Number(ref cursor, "vid=", 0xfff, out ulong vid) || !Number(ref cursor, ",pcp=", 7, out ulong pcp) || !Number(ref cursor, ",output=", uint.MaxValue, out ulong output))
        {
            return false;
        }

        uint tci = (uint)vid | (uint)pcp << 13;
        WriteUInt16BigEndian(union, (ushort)(tci == 0 ? 0 : tci | VlanText.Cfi));
        WriteUInt32LittleEndian(union[4..], (uint)output);
        return true;
    }

    private static bool FlowSample(ref TextCursor cursor, scoped Span<byte> union)
    {
        if (!Number(ref cursor, "probability=", ushort.MaxValue, out ulong probability) || !Number(ref cursor, ",collector_set_id=", uint.MaxValue, out ulong collector)
            || !Number(ref cursor, ",obs_domain_id=", uint.MaxValue, out ulong domain) || !Number(ref cursor, ",obs_point_id=", uint.MaxValue, out ulong point)
            || !cursor.Demand(",output_port=") || !ActionCallParser.Port(ref cursor, out uint port))
        {
            return false;
        }

        WriteUInt16LittleEndian(union, (ushort)probability);
        WriteUInt32LittleEndian(union[4..], (uint)collector);
        WriteUInt32LittleEndian(union[8..], (uint)domain);
        WriteUInt32LittleEndian(union[12..], (uint)point);
        WriteUInt32LittleEndian(union[16..], port);
        WriteUInt32LittleEndian(union[20..], cursor.Take(",ingress") ? 1u : cursor.Take(",egress") ? 2u : 0u);
        return true;
    }

    private static bool Controller(ref TextCursor cursor, scoped Span<byte> union)
    {
        if (!Number(ref cursor, "reason=", ushort.MaxValue, out ulong reason) || !Number(ref cursor, ",dont_send=", 1, out ulong dontSend)
            || !Number(ref cursor, ",continuation=", 1, out ulong continuation) || !Number(ref cursor, ",recirc_id=", uint.MaxValue, out ulong recircId)
            || !Number(ref cursor, ",rule_cookie=", ulong.MaxValue, out ulong cookie) || !Number(ref cursor, ",controller_id=", ushort.MaxValue, out ulong controller)
            || !Number(ref cursor, ",max_len=", ushort.MaxValue, out ulong maxLength))
        {
            return false;
        }

        (union[0], union[1]) = ((byte)dontSend, (byte)continuation);
        WriteUInt16LittleEndian(union[2..], (ushort)reason);
        WriteUInt32LittleEndian(union[4..], (uint)recircId);
        WriteUInt64BigEndian(union[8..], cookie);
        WriteUInt16LittleEndian(union[16..], (ushort)controller);
        WriteUInt16LittleEndian(union[18..], (ushort)maxLength);
        return true;
    }

    private static bool Number(ref TextCursor cursor, string name, ulong max, out ulong value)
    {
        value = 0;
        return cursor.Demand(name) && cursor.Number(max, out value);
    }
}
