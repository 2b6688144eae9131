using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests;

/// <summary>Stages between a kernel event and a daemon event. Times in us; the packets are UDP over IPv4.</summary>
public sealed class DetailStagesTests : IDisposable
{
    private readonly HandSource _source = new();
    private readonly List<Snapshot> _snapshots;

    public DetailStagesTests()
    {
        _snapshots = _source.Run();
        _source.At(0);
    }

    public void Dispose() => _source.Dispose();

    [Fact]
    public void One_upcall_has_all_four()
    {
        KernelUpcall(10, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Build(ProbeId.FlowPut, 20, 500);
        Build(ProbeId.FlowExecute, 21, 500, subject: 0xA);
        Enter(ProbeId.FlowCmdNewEnter, 25, 500);
        Enter(ProbeId.PacketCmdExecuteEnter, 31, 500);
        Assert.Equal([("queue", 1ul, 7.0), ("wait put", 1ul, 5.0), ("wait execute", 1ul, 10.0), ("total", 1ul, 21.0)], Stages());
        Assert.All(_snapshots[0].Latency.Stages, stage => Assert.Null(stage.Stage));
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

        Assert.Equal([("queue", 3ul, 10.0), ("wait put", 3ul, 10.0), ("wait execute", 3ul, 10.0), ("total", 3ul, 32.0)], Stages());
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
        _source.Detail(new EventHeader { Probe = ProbeId.FlowPut, Tid = 500, TimeNs = 20_000, Argument = 2 });
        Enter(ProbeId.FlowCmdNewEnter, 25, 500);
        Assert.Empty(Stages());
    }

    [Fact]
    public void The_checksum_the_kernel_completes_on_the_way_does_not_count()
    {
        KernelUpcall(10, Packet(1, checksum: 0x1234));
        Receive(17, 500, Packet(1, checksum: 0xbeef), subject: 0xA);
        Assert.Equal([("queue", 1ul, 7.0)], Stages());
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
        Assert.Equal([("queue", 1ul, 4.0)], Stages());
    }

    [Fact]
    public void Equal_packets_are_received_in_their_order()
    {
        KernelUpcall(10, Packet(1));
        KernelUpcall(12, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Receive(18, 500, Packet(1), subject: 0xB);
        Assert.Equal([("queue", 2ul, 6.5)], Stages());
    }

    [Fact]
    public void An_upcall_the_kernel_could_not_send_is_not_received()
    {
        KernelUpcall(10, Packet(1));
        _source.Detail(new EventHeader { Probe = ProbeId.DpUpcallReturn, Tid = 900, TimeNs = 11_000, Argument = -11 });
        KernelUpcall(12, Packet(1));
        Receive(17, 500, Packet(1), subject: 0xA);
        Assert.Equal([("queue", 1ul, 5.0)], Stages());
    }

    [Fact]
    public void More_upcalls_than_fit_push_out_the_oldest_and_nothing_else()
    {
        for (uint i = 0; i < 10_000; i++)
        {
            KernelUpcall(i, Packet(i));
        }

        for (uint i = 0; i < 10_000; i++)
        {
            Receive(10_000 + i, 500, Packet(i), subject: i + 1);
        }

        Assert.Equal([("queue", 4096ul, 10_000.0)], Stages());
    }

    [Fact]
    public void Equal_packets_that_are_never_received_make_room_too()
    {
        for (uint i = 0; i < 20_000; i++)
        {
            KernelUpcall(i, Packet(1));
        }

        Receive(20_005, 500, Packet(1), subject: 0xA);
        Assert.Equal([("queue", 1ul, 20_005.0 - (20_000 - 4096))], Stages());
    }

    [Fact]
    public void A_batch_that_lost_details_measures_nothing_and_says_so()
    {
        KernelUpcall(10, Packet(1));
        _source.At(0.0001, losses: new DetailLosses(1, 1, 0));
        Receive(170, 500, Packet(1), subject: 0xA);
        Assert.Empty(Stages(new DetailLosses(2, 1, 0)));
        _source.Tallies.Shared.Hits[(int)ProbeId.DpUpcall] = 1;
        _source.Hit(500, ProbeId.RecvUpcall);
        _source.At(2, losses: new DetailLosses(2, 1, 0));
        Assert.Contains(("queue", "needs the details in a row, some were lost"), _snapshots[^1].Latency.Missing);
    }

    [Fact]
    public void What_was_pending_at_a_discontinuity_is_forgotten()
    {
        KernelUpcall(10, Packet(1));
        Build(ProbeId.FlowPut, 20, 500);
        _source.At(0.1);
        _source.At(0.2, discontinuity: true);
        Receive(200_017, 500, Packet(1), subject: 0xA);
        Enter(ProbeId.FlowCmdNewEnter, 200_025, 500);
        Assert.Empty(Stages());
    }

    private static string Packet(uint flow, uint checksum = 0) =>
        $"02000000000b02000000000a0800" + $"4500002e00000000401165ac{flow:x8}0a580063" + $"15786b01001a{checksum:x4}";

    private void KernelUpcall(ulong us, string packet, uint recircId = 0) =>
        _source.Detail(new EventHeader { Probe = ProbeId.DpUpcall, Tid = 900, TimeNs = Ns(us), PacketLength = 60, Value0 = recircId }, packet);

    private void Receive(ulong us, uint tid, string packet, ulong subject, string key = "") =>
        _source.Detail(new EventHeader { Probe = ProbeId.RecvUpcall, Tid = tid, TimeNs = Ns(us), PacketLength = 60, Subject = subject }, packet, key);

    private void Build(ProbeId probe, ulong us, uint tid, ulong subject = 0) =>
        _source.Detail(new EventHeader { Probe = probe, Tid = tid, TimeNs = Ns(us), Subject = subject, Argument = 1 });

    private void Enter(ProbeId probe, ulong us, uint tid) => _source.Detail(new EventHeader { Probe = probe, Tid = tid, TimeNs = Ns(us) });

    /// <summary>0 means unknown, so time starts at 1 us.</summary>
    private static ulong Ns(ulong us) => (us + 1) * 1000;

    private IEnumerable<(string Name, ulong Count, double MeanUs)> Stages(DetailLosses losses = default)
    {
        _source.At(1.5, losses: losses);
        return _snapshots[0].Latency.Stages.Select(stage => (stage.Name, stage.Total.Count, stage.Total.MeanUs));
    }
}
