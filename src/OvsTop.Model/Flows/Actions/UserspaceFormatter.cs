using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary><c>userspace(pid=…,slow_path(…))</c> (format_odp_userspace_action in lib/odp-util.c).</summary>
internal static class UserspaceFormatter
{
    private static readonly AttributePolicy[] Policy =
        [AttributePolicy.Unlisted, AttributePolicy.Exactly(4, required: true), AttributePolicy.Any, AttributePolicy.Exactly(4), AttributePolicy.Any];

    /// <summary>Writes the action; false if it is malformed.</summary>
    public static bool Format(in ActionWriter writer, ReadOnlySpan<byte> value)
    {
        var sink = writer.Sink;
        if (!NestedAttributes.TryParse(value, Policy, out var attributes))
        {
            sink.Put("userspace(error)");
            return false;
        }

        sink.Put("userspace(pid=").Number(ReadUInt32LittleEndian(attributes[(int)UserspaceAttr.Pid]));
        if (attributes.Has((int)UserspaceAttr.UserData))
        {
            var data = attributes[(int)UserspaceAttr.UserData];
            if (data.Length != UserCookie.Size || !Cookie(writer, ReadUInt16LittleEndian(data), data[UserCookie.Union..]))
            {
                sink.Put(",userdata(").Bytes(data).Put(')');
            }
        }

        if (attributes.Has((int)UserspaceAttr.Actions))
        {
            sink.Put(",actions");
        }

        if (attributes.Has((int)UserspaceAttr.EgressTunnelPort))
        {
            sink.Put(",tunnel_out_port=");
            writer.Port(ReadUInt32LittleEndian(attributes[(int)UserspaceAttr.EgressTunnelPort]));
        }

        sink.Put(')');
        return true;
    }

    private static bool Cookie(in ActionWriter writer, ushort type, ReadOnlySpan<byte> union)
    {
        var sink = writer.Sink;
        switch (type)
        {
            case UserCookie.SFlow:
                ushort tci = ReadUInt16BigEndian(union);
                sink.Put(",sFlow(vid=").Number(tci & 0xfff).Put(",pcp=").Number(tci >> 13).Put(",output=").Number(U32(union, 4)).Put(')');
                return true;
            case UserCookie.SlowPath:
                FlagNames.SlowPath.Format(sink.Put(",slow_path("), U32(union, 4), ',');
                sink.Put(')');
                return true;
            case UserCookie.FlowSample:
                sink.Put(",flow_sample(probability=").Number(ReadUInt16LittleEndian(union)).Put(",collector_set_id=").Number(U32(union, 4))
                    .Put(",obs_domain_id=").Number(U32(union, 8)).Put(",obs_point_id=").Number(U32(union, 12)).Put(",output_port=");
                writer.Port(U32(union, 16)).Put(U32(union, 20) switch { 1 => ",ingress", 2 => ",egress", _ => "" }).Put(')');
                return true;
            case UserCookie.Ipfix:
                sink.Put(",ipfix(output_port=");
                writer.Port(U32(union, 0)).Put(')');
                return true;
            case UserCookie.Controller:
                sink.Put(",controller(reason=").Number(ReadUInt16LittleEndian(union[2..])).Put(",dont_send=").Number(union[0] != 0 ? 1 : 0)
                    .Put(",continuation=").Number(union[1] != 0 ? 1 : 0).Put(",recirc_id=").Number(U32(union, 4))
                    .Put(",rule_cookie=").Hex(ReadUInt64BigEndian(union[8..])).Put(",controller_id=").Number(ReadUInt16LittleEndian(union[16..]))
                    .Put(",max_len=").Number(ReadUInt16LittleEndian(union[18..])).Put(')');
                return true;
            default:
                return false;
        }
    }

    private static uint U32(ReadOnlySpan<byte> union, int offset) => ReadUInt32LittleEndian(union[offset..]);
}
