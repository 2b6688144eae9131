using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Model.Tests;

/// <summary>Stages between a kernel event and a daemon event. Times in us; the packets are UDP over IPv4.</summary>
public sealed class KernelStagesTests
{
    private const ulong Port = 77;
    private readonly Tallier _tallier = new();
    private ulong _overheadNs;

    [Fact]
    public void One_upcall_has_all_four()
    {
        KernelUpcall(10, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Build(ProbeId.FlowPut, 20, 500);
        Build(ProbeId.FlowExecute, 21, 500, subject: 0xA);
        Enter(ProbeId.FlowCmdNewEnter, 25, 500);
        Enter(ProbeId.PacketCmdExecuteEnter, 31, 500);
        Assert.Equal([(Stage.Queue, 1ul, 7.0), (Stage.WaitPut, 1ul, 5.0), (Stage.WaitExecute, 1ul, 10.0), (Stage.Total, 1ul, 21.0)], Stages());
    }

    [Fact]
    public void Operations_of_a_batch_enter_in_the_order_they_were_built()
    {
        for (uint i = 0; i < 3; i++)
        {
            KernelUpcall(i, Packet(i));
            Receive(10 + i, 500, Packet(i), subject: i + 1);
        }

        for (uint i = 0; i < 3; i++)
        {
            Build(ProbeId.FlowPut, 20 + (2 * i), 500);
            Build(ProbeId.FlowExecute, 21 + (2 * i), 500, subject: i + 1);
        }

        for (uint i = 0; i < 3; i++)
        {
            Enter(ProbeId.FlowCmdNewEnter, 30 + (2 * i), 500);
            Enter(ProbeId.PacketCmdExecuteEnter, 31 + (2 * i), 500);
        }

        Assert.Equal([(Stage.Queue, 3ul, 10.0), (Stage.WaitPut, 3ul, 10.0), (Stage.WaitExecute, 3ul, 10.0), (Stage.Total, 3ul, 32.0)], Stages());
    }

    [Fact]
    public void Threads_do_not_mix()
    {
        Build(ProbeId.FlowPut, 20, 500);
        Enter(ProbeId.FlowCmdNewEnter, 25, 501);
        Assert.Empty(Stages());
    }

    [Fact]
    public void A_put_that_modifies_is_not_waited_for_by_a_create()
    {
        Add(new EventHeader { Probe = ProbeId.FlowPut, Tid = 500, TimeNs = Ns(20), Argument = 2 });
        Enter(ProbeId.FlowCmdNewEnter, 25, 500);
        Assert.Empty(Stages());
    }

    [Fact]
    public void The_checksum_the_kernel_completes_on_the_way_does_not_count()
    {
        KernelUpcall(10, Packet(1, checksum: 0x1234));
        Receive(17, 500, Packet(1, checksum: 0xbeef), subject: 0xA);
        Assert.Equal([(Stage.Queue, 1ul, 7.0)], Stages());
    }

    [Fact]
    public void Another_packet_is_another_upcall()
    {
        KernelUpcall(10, Packet(1));
        Receive(17, 500, Packet(2), subject: 0xA);
        Assert.Empty(Stages());
    }

    [Fact]
    public void The_same_packet_after_recirculation_is_another_upcall()
    {
        KernelUpcall(10, Packet(1), recircId: 0);
        KernelUpcall(20, Packet(1), recircId: 7);
        Receive(24, 500, Packet(1), subject: 0xA, key: "0800140007000000");
        Assert.Equal([(Stage.Queue, 1ul, 4.0)], Stages());
    }

    [Fact]
    public void Equal_packets_are_received_in_their_order()
    {
        KernelUpcall(10, Packet(1));
        KernelUpcall(12, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Receive(18, 500, Packet(1), subject: 0xB);
        Assert.Equal([(Stage.Queue, 2ul, 6.5)], Stages());
    }

    [Fact]
    public void An_upcall_the_kernel_could_not_send_is_not_received()
    {
        KernelUpcall(10, Packet(1));
        Add(new EventHeader { Probe = ProbeId.DpUpcallReturn, Tid = 900, TimeNs = 11_000, Argument = -11 });
        KernelUpcall(12, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Assert.Equal([(Stage.Queue, 1ul, 5.0)], Stages());
    }

    [Fact]
    public void More_upcalls_than_fit_push_out_the_oldest_and_nothing_else()
    {
        for (uint i = 0; i < 10_000; i++)
        {
            KernelUpcall(i, Packet(i));
        }

        for (uint i = 0; i < 4096; i++)
        {
            Receive(10_000 + i, 500, Packet(10_000 - 4096 + i), subject: i + 1);
        }

        Assert.Equal([(Stage.Queue, 4096ul, 4096.0)], Stages());
    }

    [Fact]
    public void Equal_packets_that_are_never_received_make_room_too()
    {
        for (uint i = 0; i < 20_000; i++)
        {
            KernelUpcall(i, Packet(1));
        }

        Receive(20_005, 500, Packet(1), subject: 0xA);
        Assert.Equal([(Stage.Queue, 1ul, 20_005.0 - (20_000 - 4096))], Stages());
    }

    [Fact]
    public void Overhead_is_the_total_without_the_time_to_the_put_of_the_same_key()
    {
        KernelUpcall(10, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA, key: "0800140000000000");
        Build(ProbeId.FlowPut, 20, 500, key: "0800140000000000");
        Build(ProbeId.FlowExecute, 21, 500, subject: 0xA);
        Enter(ProbeId.PacketCmdExecuteEnter, 31, 500);
        Assert.Equal(21_000ul - 3_000, _overheadNs);
    }

    [Fact]
    public void What_is_left_of_a_run_is_not_entered_by_the_next()
    {
        Build(ProbeId.FlowPut, 20, 500);
        Receive(30, 500, Packet(1), subject: 0xA);
        Build(ProbeId.FlowPut, 40, 500);
        Enter(ProbeId.FlowCmdNewEnter, 45, 500);
        Enter(ProbeId.FlowCmdNewEnter, 46, 500);
        Assert.Equal([(Stage.WaitPut, 1ul, 5.0)], Stages());
    }

    [Fact]
    public void A_put_that_modifies_is_entered_as_a_set()
    {
        Add(new EventHeader { Probe = ProbeId.FlowPut, Tid = 500, TimeNs = Ns(20), Argument = 2 });
        Enter(ProbeId.FlowCmdSetEnter, 25, 500);
        Assert.Equal([(Stage.WaitPut, 1ul, 5.0)], Stages());
    }

    [Fact]
    public void A_vlan_tag_that_the_kernel_carries_beside_the_packet_makes_no_other_packet()
    {
        KernelUpcall(10, Packet(1));
        Receive(17, 500, Packet(1).Insert(24, "81000064"), subject: 0xA, length: 64);
        Assert.Equal([(Stage.Queue, 1ul, 7.0)], Stages());
    }

    [Fact]
    public void A_backlog_from_before_the_probes_takes_nothing_away_and_is_counted()
    {
        KernelUpcall(10, Packet(1));
        for (uint i = 0; i < 5; i++)
        {
            Receive(12 + i, 500, Packet(100 + i), subject: i);
        }

        Receive(20, 500, Packet(1), subject: 0xA);
        Assert.Equal([(Stage.Queue, 1ul, 10.0)], Stages());
        Assert.Equal(5ul, _tallier.Table[1].QueueUnmatched);
    }

    [Fact]
    public void Upcalls_lost_without_a_word_are_passed_over()
    {
        for (uint i = 0; i < 200; i++)
        {
            KernelUpcall(i, Packet(i));
        }

        Receive(300, 500, Packet(199), subject: 0xA);
        Receive(301, 500, Packet(198), subject: 0xB);
        Receive(302, 500, Packet(0), subject: 0xC);
        Assert.Equal([(Stage.Queue, 2ul, 102.0)], Stages());
    }

    [Fact]
    public void Each_thread_reads_its_own_socket()
    {
        KernelUpcall(10, Packet(1), port: 1);
        KernelUpcall(11, Packet(2), port: 2);
        KernelUpcall(12, Packet(3), port: 1);
        Receive(20, 500, Packet(2), subject: 0xA);
        Receive(21, 501, Packet(1), subject: 0xB);
        Receive(22, 501, Packet(3), subject: 0xC);
        Assert.Equal((1ul, 2ul), (_tallier.Table[1].Stages[(int)Stage.Queue].Count, _tallier.Table[2].Stages[(int)Stage.Queue].Count));
    }

    [Fact]
    public void The_sendmsg_that_carries_what_was_built_is_measured()
    {
        Enter(ProbeId.SendmsgEnter, 5, 500);
        Enter(ProbeId.SendmsgReturn, 6, 500);
        Build(ProbeId.FlowPut, 20, 500);
        Enter(ProbeId.SendmsgEnter, 25, 500);
        Enter(ProbeId.SendmsgReturn, 33, 500);
        Assert.Equal([(Stage.Send, 1ul, 8.0)], Stages());
    }

    [Fact]
    public void What_the_kernel_refuses_is_counted_by_class()
    {
        Add(new EventHeader { Probe = ProbeId.DpUpcallReturn, Tid = 1, Argument = -105 });
        Add(new EventHeader { Probe = ProbeId.FlowCmdNewReturn, Tid = 500, Argument = -17 });
        Add(new EventHeader { Probe = ProbeId.FlowCmdSetReturn, Tid = 500, Argument = -2 });
        Add(new EventHeader { Probe = ProbeId.PacketCmdExecuteReturn, Tid = 500, Argument = -22 });
        Add(new EventHeader { Probe = ProbeId.PacketCmdExecuteReturn, Tid = 500 });
        Assert.Equal(1ul, _tallier.Table.Shared.UpcallErrors[(int)ErrorClass.Again]);
        Assert.Equal([0, 0, 0, 0, 1, 1, 0, 0], ((ReadOnlySpan<ulong>)_tallier.Table[1].PutErrors).ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 0], ((ReadOnlySpan<ulong>)_tallier.Table[1].ExecuteErrors).ToArray());
    }

    private static string Packet(uint flow, uint checksum = 0) =>
        $"02000000000b02000000000a0800" + $"4500002e00000000401165ac{flow:x8}0a580063" + $"15786b01001a{checksum:x4}";

    private void KernelUpcall(ulong us, string packet, uint recircId = 0, ulong port = Port) =>
        Add(new EventHeader { Probe = ProbeId.DpUpcall, Tid = 900, TimeNs = Ns(us), PacketLength = 60, Value0 = recircId, Value1 = port }, packet);

    private void Receive(ulong us, uint tid, string packet, ulong subject, string key = "", uint length = 60) =>
        Add(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tid, TimeNs = Ns(us), PacketLength = length, Subject = subject, KeyLength = (uint)key.Length / 2 }, packet, key);

    private void Build(ProbeId probe, ulong us, uint tid, ulong subject = 0, string key = "") =>
        Add(new EventHeader { Probe = probe, Tid = tid, TimeNs = Ns(us), Subject = subject, Argument = 1, KeyLength = (uint)key.Length / 2 }, key: key);

    private void Enter(ProbeId probe, ulong us, uint tid) => Add(new EventHeader { Probe = probe, Tid = tid, TimeNs = Ns(us) });

    private void Add(EventHeader header, string packet = "", string key = "")
    {
        var records = new RecordBuffer();
        records.Append(header, Convert.FromHexString(packet), Convert.FromHexString(key), [], []);
        foreach (var record in records)
        {
            ulong told = _tallier.Add(record);
            _overheadNs = header.Probe == ProbeId.PacketCmdExecuteEnter ? told : _overheadNs;
        }
    }

    /// <summary>0 means unknown, so time starts at 1 us.</summary>
    private static ulong Ns(ulong us) => (us + 1) * 1000;

    private List<(Stage Stage, ulong Count, double MeanUs)> Stages()
    {
        var stages = new List<(Stage, ulong, double)>();
        foreach (var stage in new[] { Stage.Queue, Stage.WaitPut, Stage.WaitExecute, Stage.Total, Stage.Send })
        {
            StageTally sum = default;
            foreach (ref readonly var thread in _tallier.Table.Threads)
            {
                sum.Count += thread.Stages[(int)stage].Count;
                sum.SumNs += thread.Stages[(int)stage].SumNs;
            }

            if (sum.Count > 0)
            {
                stages.Add((stage, sum.Count, sum.SumNs / 1e3 / sum.Count));
            }
        }

        return stages;
    }
}
