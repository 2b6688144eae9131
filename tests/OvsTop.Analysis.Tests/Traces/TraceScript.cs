using System.Buffers.Binary;
using System.Net;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>Writes the events of handlers and kernel by hand, time in microseconds, and reads what the engine makes of them.</summary>
internal sealed class TraceScript
{
    public const uint Port = 2;

    private readonly RecordBuffer _one = new();
    private readonly ProbeBatch _batch = new();
    private ulong _pointer = 0x7f0000001000;

    public TraceScript(TraceOptions? options = null) => Engine = new TraceEngine(options);

    public TraceEngine Engine { get; }

    /// <summary>Time of the last event, us.</summary>
    public ulong Now { get; private set; } = 1_000_000;

    public TracesSnapshot Take()
    {
        Engine.Complete();
        return Engine.Take(tid => $"handler{tid}");
    }

    /// <summary>The packet whose first round was received at this time.</summary>
    public TracePacket Packet(int number) => Take().Packets.Single(packet => packet.Number == number);

    public TraceScript At(ulong us)
    {
        Now = us;
        return this;
    }

    public TraceScript Wait(ulong us)
    {
        Now += us;
        return this;
    }

    /// <summary>A whole round on one handler: received, put, executed.</summary>
    public ulong Round(uint tid, byte[] packet, uint recirc, byte[] actions, uint ct = 0, uint inPort = Port, bool put = true, Ufid? ufid = null, byte[]? origin = null)
    {
        ulong pointer = Recv(tid, packet, recirc, ct, inPort, origin: origin);
        if (put)
        {
            Put(tid, Key(recirc, ct, inPort, packet, origin), actions, ufid);
        }

        Exec(tid, pointer, packet, actions);
        return pointer;
    }

    public ulong Recv(uint tid, byte[] packet, uint recirc, uint ct = 0, uint inPort = Port, ulong pointer = 0, int type = 0, byte[]? origin = null)
    {
        pointer = pointer == 0 ? _pointer += 256 : pointer;
        Emit(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tid, Subject = pointer, Argument = type, PacketLength = (uint)packet.Length }, packet, Key(recirc, ct, inPort, packet, origin));
        return pointer;
    }

    public void Put(uint tid, byte[] key, byte[] actions, Ufid? ufid = null, int flags = 1) => Emit(
        new EventHeader { Probe = ProbeId.FlowPut, Tid = tid, Argument = flags, Ufid = ufid ?? default, Flags = ufid is null ? 0 : EventFlags.Ufid, ActionsLength = (uint)actions.Length },
        [], key, actions);

    /// <summary>What a revalidator says of a flow.</summary>
    public void Verdict(Ufid ufid, RevalidationResult verdict, ulong packets = 0, DeleteReason reason = default, ProbeId probe = ProbeId.FlowResult) => Emit(
        new EventHeader { Probe = probe, Tid = 90, Argument = (int)verdict, Detail = (uint)reason, Ufid = ufid, Flags = EventFlags.Ufid, Value0 = packets, Value1 = packets * 54 }, [], []);

    public void Delete(Ufid ufid) => Emit(new EventHeader { Probe = ProbeId.FlowDel, Tid = 90, Ufid = ufid, Flags = EventFlags.Ufid }, [], []);

    public void Exec(uint tid, ulong pointer, byte[] packet, byte[] actions) => Emit(
        new EventHeader { Probe = ProbeId.FlowExecute, Tid = tid, Subject = pointer, PacketLength = (uint)packet.Length, ActionsLength = (uint)actions.Length },
        packet, [], actions);

    public void Kernel(uint tid, byte[] packet, uint recirc, uint port = 100) => Emit(
        new EventHeader { Probe = ProbeId.DpUpcall, Tid = tid, Argument = 1, PacketLength = (uint)packet.Length, Value0 = recirc, Value1 = port }, packet, []);

    public void KernelReturn(uint tid, int error = 0) => Emit(new EventHeader { Probe = ProbeId.DpUpcallReturn, Tid = tid, Argument = error }, [], []);

    public void Command(uint tid, ProbeId probe, int result = 0) => Emit(new EventHeader { Probe = probe, Tid = tid, Argument = result }, [], []);

    /// <summary>Put and execute of the last round go through the kernel; what it sends up meanwhile is given by packet and id.</summary>
    public void Operate(uint tid, bool put = true, params (byte[] Packet, uint Recirc)[] upcalls)
    {
        if (put)
        {
            Command(tid, ProbeId.FlowCmdNewEnter);
            Command(tid, ProbeId.FlowCmdNewReturn);
        }

        Command(tid, ProbeId.PacketCmdExecuteEnter);
        foreach (var (packet, recirc) in upcalls)
        {
            Kernel(tid, packet, recirc);
            KernelReturn(tid);
        }

        Command(tid, ProbeId.PacketCmdExecuteReturn);
    }

    /// <summary>A round made of what is there already: nothing but the engine allocates.</summary>
    public void Raw(uint tid, byte[] packet, byte[] key, byte[] actions)
    {
        ulong pointer = _pointer += 256;
        Emit(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tid, Subject = pointer, PacketLength = (uint)packet.Length }, packet, key);
        Emit(new EventHeader { Probe = ProbeId.FlowPut, Tid = tid, Argument = 1, ActionsLength = (uint)actions.Length }, [], key, actions);
        Exec(tid, pointer, packet, actions);
    }

    /// <summary>Details are missing from here on.</summary>
    public void Lose(ulong count = 1)
    {
        _batch.Records.Clear();
        _batch.TimeNs = Now * 1000;
        _batch.Losses = _batch.Losses with { Lost = _batch.Losses.Lost + count };
        Engine.Add(_batch);
    }

    /// <summary>Another daemon from here on.</summary>
    public void Restart()
    {
        _batch.Records.Clear();
        _batch.TimeNs = Now * 1000;
        _batch.Discontinuity = true;
        Engine.Add(_batch);
        _batch.Discontinuity = false;
    }

    /// <summary>A TCP segment.</summary>
    public static byte[] Tcp(uint sequence, string source = "10.0.0.7", string destination = "10.1.0.100", ushort sourcePort = 5551, ushort destinationPort = 80)
    {
        byte[] packet = new byte[60];
        packet[5] = 1;
        packet[11] = 2;
        packet[12] = 8;
        packet[14] = 0x45;
        packet[17] = 46;
        packet[22] = 64;
        packet[23] = 6;
        IPAddress.Parse(source).GetAddressBytes().CopyTo(packet, 26);
        IPAddress.Parse(destination).GetAddressBytes().CopyTo(packet, 30);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(34), sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(36), destinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(38), sequence);
        packet[46] = 0x50;
        packet[47] = 2;
        return packet;
    }

    /// <summary>The key of a packet; the conntrack tuple is that of the packet as it came.</summary>
    public static byte[] Key(uint recirc, uint ct, uint inPort, byte[] packet, byte[]? origin = null)
    {
        var key = new NetlinkWriter();
        key.U32((ushort)KeyAttr.RecircId, recirc);
        key.U32((ushort)KeyAttr.InPort, inPort);
        key.U32((ushort)KeyAttr.CtState, ct);
        key.Put((ushort)KeyAttr.Ethernet, packet.AsSpan(0, 12));
        key.Be16((ushort)KeyAttr.EtherType, 0x0800);
        var ipv4 = key.Reserve((ushort)KeyAttr.Ipv4, 12);
        packet.AsSpan(26, 8).CopyTo(ipv4);
        ipv4[8] = packet[23];
        key.Put((ushort)KeyAttr.Tcp, packet.AsSpan(34, 4));
        if (origin is not null)
        {
            var tuple = key.Reserve((ushort)KeyAttr.CtTupleIpv4, 16);
            origin.AsSpan(26, 8).CopyTo(tuple);
            origin.AsSpan(34, 4).CopyTo(tuple[8..]);
            tuple[12] = origin[23];
        }

        return key.Written.ToArray();
    }

    public static byte[] Actions(Action<NetlinkWriter> write)
    {
        var actions = new NetlinkWriter();
        write(actions);
        return actions.Written.ToArray();
    }

    /// <summary>ct(),recirc(id) for each id, the first ones in a clone.</summary>
    public static byte[] Recirc(params uint[] ids) => Actions(actions =>
    {
        for (int i = 0; i < ids.Length; i++)
        {
            if (i < ids.Length - 1)
            {
                int clone = actions.BeginNested((ushort)ActionAttr.Clone);
                actions.U32((ushort)ActionAttr.Recirc, ids[i]);
                actions.EndNested(clone);
            }
            else
            {
                actions.U32((ushort)ActionAttr.Recirc, ids[i]);
            }
        }
    });

    public static byte[] Output(uint port) => Actions(actions => actions.U32((ushort)ActionAttr.Output, port));

    private void Emit(EventHeader header, byte[] packet, byte[] key, byte[]? actions = null)
    {
        header.TimeNs = Now++ * 1000;
        header.KeyLength = (uint)key.Length;
        _one.Clear();
        _one.Append(header, packet, key, [], actions ?? []);
        foreach (var record in _one)
        {
            Engine.Add(record);
        }
    }
}
