using static System.Buffers.Binary.BinaryPrimitives;

namespace OvsTop.Model.Flows;

/// <summary>Writes actions one after the other and into each other.</summary>
internal readonly ref struct ActionWriter(TextSink sink, ActionNumbering numbering, PortNames? ports)
{
    private const ushort VlanTpid = 0x8100;

    /// <summary>Where the text goes.</summary>
    public TextSink Sink => sink;

    /// <summary>Writes a list; returns the offset of malformed bytes or -1.</summary>
    public int List(ReadOnlySpan<byte> actions, int offset, int depth)
    {
        if (actions.IsEmpty)
        {
            sink.Put("drop");
            return -1;
        }

        int malformed = -1;
        var reader = new NetlinkReader(actions, offset);
        for (bool first = true; reader.MoveNext(); first = false)
        {
            if (!first)
            {
                sink.Put(',');
            }

            if (!One(reader, depth, out int inner) && malformed < 0)
            {
                malformed = inner < 0 ? reader.Offset : inner;
            }
        }

        FlowKeyFormatter.Leftover(sink, reader, actions.Length, KeyStyle.Brief);
        return malformed < 0 ? reader.MalformedOffset : malformed;
    }

    /// <summary>Writes a nested list.</summary>
    /// <returns>True if well formed.</returns>
    public bool Nested(ReadOnlySpan<byte> actions, int offset, int depth, out int malformed)
    {
        malformed = List(actions, offset, depth + 1);
        return malformed < 0;
    }

    /// <summary>Writes a port.</summary>
    public TextSink Port(uint port) => sink.Port(port, ports);

    private bool One(in NetlinkReader reader, int depth, out int malformed)
    {
        malformed = -1;
        var action = numbering.FromWire(reader.Type);
        var value = reader.Value;
        int expected = ActionLayout.LengthOf(action);
        if (expected != ActionLayout.Variable && value.Length != expected)
        {
            sink.Put("bad length ").Number(value.Length).Put(", expected ").Number(expected).Put(" for: ");
            Generic(reader.Type, value);
            return false;
        }

        if (depth >= ActionFormatter.MaxDepth)
        {
            Generic(reader.Type, value);
            return false;
        }

        return Known(action, value, reader.ValueOffset, depth, ref malformed);
    }

    private bool Known(ActionAttr action, ReadOnlySpan<byte> value, int offset, int depth, ref int malformed)
    {
        switch (action)
        {
            case ActionAttr.Output: Port(ReadUInt32LittleEndian(value)); return true;
            case ActionAttr.Meter: Call("meter", value); return true;
            case ActionAttr.LbOutput: Call("lb_output", value); return true;
            case ActionAttr.Trunc: Call("trunc", value); return true;
            case ActionAttr.TunnelPop:
                sink.Put("tnl_pop(");
                Port(ReadUInt32LittleEndian(value)).Put(')');
                return true;
            case ActionAttr.Recirc: sink.Put("recirc(").Hex(ReadUInt32LittleEndian(value)).Put(')'); return true;
            case ActionAttr.Hash: Hash(value); return true;
            case ActionAttr.PushEth: sink.Put("push_eth(src=").Mac(value).Put(",dst=").Mac(value[6..]).Put(')'); return true;
            case ActionAttr.PopEth: sink.Put("pop_eth"); return true;
            case ActionAttr.PushVlan: PushVlan(value); return true;
            case ActionAttr.PopVlan: sink.Put("pop_vlan"); return true;
            case ActionAttr.PushMpls: Mpls("push_mpls(", value); return true;
            case ActionAttr.AddMpls: Mpls("add_mpls(", value); return true;
            case ActionAttr.PopMpls: sink.Put("pop_mpls(eth_type=0x").HexDigitsOf(ReadUInt16BigEndian(value), 1).Put(')'); return true;
            case ActionAttr.CtClear: sink.Put("ct_clear"); return true;
            case ActionAttr.PopNsh: sink.Put("pop_nsh()"); return true;
            case ActionAttr.Drop: sink.Put("drop"); return true;
            case ActionAttr.Ct: return CtFormatter.Format(sink, value);
            case ActionAttr.Userspace: return UserspaceFormatter.Format(this, value);
            case ActionAttr.Set or ActionAttr.SetMasked: return SetFormatter.Format(sink, value, action == ActionAttr.SetMasked, offset, out malformed);
            case ActionAttr.PushNsh: return PushNshFormatter.Format(sink, value);
            case ActionAttr.Psample: return PsampleFormatter.Format(sink, value);
            case ActionAttr.TunnelPush: return TunnelPushFormatter.Format(this, value);
            case ActionAttr.Clone:
                sink.Put("clone(");
                Nested(value, offset, depth, out malformed);
                sink.Put(')');
                return malformed < 0;
            case ActionAttr.Sample: return NestedFormatter.Sample(this, value, offset, depth, out malformed);
            case ActionAttr.CheckPacketLength: return NestedFormatter.CheckPacketLength(this, value, offset, depth, out malformed);
            case ActionAttr.DecTtl: return NestedFormatter.DecTtl(this, value, offset, depth, out malformed);
            default: return false;
        }
    }

    private void Generic(int type, ReadOnlySpan<byte> value)
    {
        sink.Put("action").Number(type);
        if (value.Length > 0)
        {
            sink.Put('(').Bytes(value, ' ').Put(')');
        }
    }

    private void Call(string name, ReadOnlySpan<byte> value) => sink.Put(name).Put('(').Number(ReadUInt32LittleEndian(value)).Put(')');

    private void Hash(ReadOnlySpan<byte> value)
    {
        uint algorithm = ReadUInt32LittleEndian(value);
        string? name = algorithm switch { 0 => "l4(", 1 => "sym_l4(", _ => null };
        sink.Put("hash(").Put(name ?? "Unknown hash algorithm(").Number(name is null ? algorithm : ReadUInt32LittleEndian(value[4..])).Put("))");
    }

    private void PushVlan(ReadOnlySpan<byte> value)
    {
        sink.Put("push_vlan(");
        ushort tpid = ReadUInt16BigEndian(value);
        if (tpid != VlanTpid)
        {
            sink.Put("tpid=0x").HexDigitsOf(tpid, 4).Put(',');
        }

        VlanText.Format(sink, ReadUInt16BigEndian(value[2..]), 0xffff, false);
        sink.Put(')');
    }

    private void Mpls(string name, ReadOnlySpan<byte> value) =>
        MplsText.Entry(sink.Put(name), ReadUInt32BigEndian(value)).Put(",eth_type=0x").HexDigitsOf(ReadUInt16BigEndian(value[4..]), 1).Put(')');
}
