using System.Buffers.Binary;
using System.Diagnostics;
using OvsTop.Analysis.Traces;
using OvsTop.Model;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;

namespace OvsTop.Benchmarks;

/// <summary>
/// A filter that lets everything through, at 200,000 upcalls a second: what the engine takes, of time and of memory. Every packet is recirculated once,
/// has its own bytes and installs two flows; ids are shared. A second of the clock is a snapshot, as on the screen.
/// </summary>
internal static class TraceSoak
{
    private const int UpcallsPerSecond = 200_000;

    /// <summary>Runs it and prints a line for every tenth of the time.</summary>
    public static int Run(int seconds)
    {
        var engine = new TraceEngine();
        var records = new RecordBuffer();
        byte[] packet = Packet(), key = Key(0), later = Key(7), recirc = Actions(ActionAttr.Recirc, 7), output = Actions(ActionAttr.Output, 3);
        long first = GC.GetTotalMemory(true), highest = 0, lowest = long.MaxValue;
        var busy = new Stopwatch();
        ulong now = 1_000_000_000;
        uint number = 0;
        for (int second = 1; second <= seconds; second++)
        {
            busy.Start();
            for (int i = 0; i < UpcallsPerSecond / 2; i++, number++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(38), number);
                records.Clear();
                Round(1, key, recirc, 0);
                Round(2, later, output, 5_000);
                foreach (var record in records)
                {
                    engine.Add(record);
                }

                now += 10_000;
            }

            var snapshot = engine.Take(tid => $"handler{tid}");
            busy.Stop();
            long bytes = GC.GetTotalMemory(true) - first;
            (highest, lowest) = second > 1 ? (Math.Max(highest, bytes), Math.Min(lowest, bytes)) : (bytes, bytes);
            if (second % Math.Max(1, seconds / 10) == 0)
            {
                Console.WriteLine($"{second,4} s  {snapshot.RoundCount,12:N0} rounds  {snapshot.PacketCount,12:N0} packets, {snapshot.Evicted,12:N0} evicted  {bytes / 1e6,6:0.0} MB");
            }
        }

        double load = busy.Elapsed.TotalSeconds / seconds;
        Console.WriteLine($"{UpcallsPerSecond:N0} upcalls/s take {load:0.00} of a core ({busy.Elapsed.TotalNanoseconds / number / 2:0} ns an upcall); memory {lowest / 1e6:0.0} to {highest / 1e6:0.0} MB");
        return 0;

        void Round(uint tid, byte[] flow, byte[] actions, ulong after)
        {
            ulong pointer = 0x7f00_0000_0000 + (number * 512ul) + after;
            records.Append(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tid, TimeNs = now + after, Subject = pointer, PacketLength = 60, KeyLength = (uint)flow.Length }, packet, flow, [], []);
            records.Append(
                new EventHeader
                {
                    Probe = ProbeId.FlowPut,
                    Tid = tid,
                    TimeNs = now + after + 1000,
                    Argument = 1,
                    KeyLength = (uint)flow.Length,
                    ActionsLength = (uint)actions.Length,
                    Ufid = new Ufid(number, tid, 0, 0),
                    Flags = EventFlags.Ufid,
                },
                [], flow, [], actions);
            records.Append(new EventHeader { Probe = ProbeId.FlowExecute, Tid = tid, TimeNs = now + after + 2000, Subject = pointer, PacketLength = 60, ActionsLength = (uint)actions.Length }, packet, [], [], actions);
        }
    }

    private static byte[] Packet()
    {
        byte[] packet = new byte[60];
        packet[12] = 8;
        packet[14] = 0x45;
        packet[17] = 46;
        packet[23] = 6;
        packet[46] = 0x50;
        return packet;
    }

    private static byte[] Key(uint recirc)
    {
        var key = new NetlinkWriter();
        key.U32((ushort)KeyAttr.RecircId, recirc);
        key.U32((ushort)KeyAttr.InPort, 2);
        key.U32((ushort)KeyAttr.CtState, recirc == 0 ? 0 : 0x21u);
        key.Put((ushort)KeyAttr.Ethernet, new byte[12]);
        key.Be16((ushort)KeyAttr.EtherType, 0x0800);
        key.Reserve((ushort)KeyAttr.Ipv4, 12)[8] = 6;
        key.Put((ushort)KeyAttr.Tcp, new byte[4]);
        return key.Written.ToArray();
    }

    private static byte[] Actions(ActionAttr action, uint value)
    {
        var actions = new NetlinkWriter();
        actions.U32((ushort)action, value);
        return actions.Written.ToArray();
    }
}
