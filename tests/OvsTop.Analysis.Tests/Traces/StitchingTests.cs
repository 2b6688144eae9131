using OvsTop.Analysis.Traces;
using OvsTop.Model.Events;
using OvsTop.Model.Flows;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

public sealed class StitchingTests
{
    private readonly TraceScript _script = new();

    [Fact]
    public void Three_rounds_on_one_handler_are_linked_by_the_kernel()
    {
        byte[] packet = Tcp(1);
        ThreeRounds(packet, 1, 1, 1);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.Equal([LinkClass.First, LinkClass.Exact, LinkClass.Exact], traced.Rounds.Select(r => r.Link));
        Assert.Equal([0u, 3u, 4u], traced.Rounds.Select(r => r.RecircId));
        Assert.Equal(Verdict.Output, traced.Verdict);
        Assert.Equal([3u], traced.Ports);
        Assert.All(traced.Rounds, r => Assert.Equal(LinkReason.InsideExecute, r.RecircId == 0 ? LinkReason.InsideExecute : r.Reason));
    }

    [Fact]
    public void Rounds_that_hop_over_handlers_are_linked_the_same()
    {
        ThreeRounds(Tcp(1), 3, 1, 3);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.Equal([3u, 1u, 3u], traced.Rounds.Select(r => r.Tid));
        Assert.Equal([LinkClass.First, LinkClass.Exact, LinkClass.Exact], traced.Rounds.Select(r => r.Link));
    }

    [Fact]
    public void Four_identical_packets_are_told_apart_by_the_kernel_and_flagged_without_it()
    {
        FourIdentical(_script, kernel: true);
        var exact = _script.Take();
        Assert.Equal(4, exact.PacketCount);
        Assert.Equal(4, exact.Links[LinkClass.Exact]);
        Assert.All(exact.Packets, packet => Assert.Equal([0u, 3u], packet.Rounds.Select(r => r.RecircId)));

        var without = new TraceScript();
        FourIdentical(without, kernel: false);
        var flagged = without.Take();
        Assert.Equal(4, flagged.Links[LinkClass.Ambiguous]);
        Assert.All(flagged.Packets, packet => Assert.Equal((LinkClass.Ambiguous, 4), (packet.Rounds[1].Link, packet.Rounds[1].Candidates)));
    }

    [Fact]
    public void Packets_that_share_a_recirculation_id_are_told_apart_by_their_bytes()
    {
        byte[] a = Tcp(1), b = Tcp(2);
        _script.Round(1, a, 0, Recirc(3));
        _script.Wait(50).Round(2, b, 0, Recirc(3));
        _script.Wait(50).Round(1, b, 3, Output(3), ct: 0x21);
        _script.Wait(50).Round(2, a, 3, Output(4), ct: 0x21);
        var snapshot = _script.Take();
        Assert.Equal(2, snapshot.Links[LinkClass.Unique]);
        Assert.Equal([4u], snapshot.Packets.Single(p => p.Number == 1).Ports);
        Assert.Equal([3u], snapshot.Packets.Single(p => p.Number == 2).Ports);
    }

    [Fact]
    public void A_packet_keeps_its_rounds_when_nat_rewrites_it()
    {
        _script.Round(1, Tcp(1), 0, Recirc(3));
        _script.Wait(50).Round(1, Tcp(1, destination: "10.0.0.51", destinationPort: 8080), 3, Output(3), ct: 0xa1);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.Equal((LinkClass.Unique, LinkReason.SameBytes), (traced.Rounds[1].Link, traced.Rounds[1].Reason));
    }

    [Fact]
    public void A_packet_whose_first_round_was_cached_starts_later_and_says_so()
    {
        ThreeRounds(Tcp(1), 1, 1, 1);
        byte[] second = Tcp(2);
        _script.Wait(1000).Kernel(77, second, 3);
        _script.KernelReturn(77);
        _script.Round(1, second, 3, Recirc(4), ct: 0x21);
        var traced = _script.Packet(2);
        Assert.Equal((LinkClass.Cached, LinkReason.OutsideExecute), (traced.Rounds[0].Link, traced.Rounds[0].Reason));
    }

    [Fact]
    public void A_cached_round_in_the_middle_is_named()
    {
        ThreeRounds(Tcp(1), 1, 1, 1);
        byte[] second = Tcp(2);
        _script.Wait(1000).Round(1, second, 0, Recirc(3));
        _script.Operate(1, true, (second, 4));
        _script.Round(1, second, 4, Output(3), ct: 0x21);
        var traced = _script.Packet(2);
        Assert.Equal(LinkClass.Exact, traced.Rounds[1].Link);
        Assert.Equal([3u], traced.Rounds[1].Skipped);
    }

    [Fact]
    public void Without_the_kernel_a_cached_middle_is_found_by_the_ways_ids_go()
    {
        _script.Round(1, Tcp(1), 0, Recirc(3));
        _script.Round(1, Tcp(1), 3, Recirc(4), ct: 0x21);
        _script.Round(1, Tcp(1), 4, Output(3), ct: 0x21);
        _script.Wait(1000).Round(1, Tcp(2), 0, Recirc(3));
        _script.Round(1, Tcp(2), 4, Output(3), ct: 0x21);
        var traced = _script.Packet(2);
        Assert.Equal(LinkClass.Unique, traced.Rounds[1].Link);
        Assert.Equal([3u], traced.Rounds[1].Skipped);
    }

    [Fact]
    public void Execute_without_put_and_put_without_execute_are_rounds()
    {
        byte[] second = Tcp(2), dropped = Tcp(3, sourcePort: 9);
        _script.Round(1, second, 0, Output(5), put: false);
        _script.Recv(1, dropped, 0);
        _script.Put(1, Key(0, 0, Port, dropped), []);
        var packets = _script.Take().Packets;
        Assert.Equal((false, true, Verdict.Output), (packets[1].Rounds[0].HasPut, packets[1].Rounds[0].HasExecute, packets[1].Verdict));
        Assert.Equal((true, false, Verdict.Drop), (packets[0].Rounds[0].HasPut, packets[0].Rounds[0].HasExecute, packets[0].Verdict));
        Assert.Equal("drop", packets[0].Rounds[0].ActionsText);
    }

    [Fact]
    public void A_lost_parent_is_called_lost_and_not_cached()
    {
        _script.Round(1, Tcp(9), 0, Recirc(3));
        _script.Lose();
        _script.Round(1, Tcp(1), 3, Output(3), ct: 0x21);
        Assert.Equal(LinkClass.Lost, _script.Packet(2).Rounds[0].Link);
    }

    /// <summary>Nothing says that the execute of the first round is missing: its put tells where it leads, but not that the packet went.</summary>
    [Fact]
    public void A_parent_whose_execute_is_missing_is_not_linked_to()
    {
        byte[] packet = Tcp(1);
        _script.Recv(1, packet, 0);
        _script.Put(1, Key(0, 0, Port, packet), Recirc(3));
        _script.Wait(50).Round(1, packet, 3, Output(3), ct: 0x21);
        var round = _script.Packet(2).Rounds[0];
        Assert.Equal((LinkClass.Cached, LinkReason.NoCandidate), (round.Link, round.Reason));
    }

    [Fact]
    public void Links_near_a_loss_are_at_most_likely()
    {
        _script.Lose();
        ThreeRounds(Tcp(1), 1, 1, 1);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.Equal([LinkClass.First, LinkClass.Likely, LinkClass.Likely], traced.Rounds.Select(r => r.Link));
        Assert.Equal(LinkReason.DetailsLost, traced.Rounds[1].Reason);
    }

    [Fact]
    public void An_upcall_the_kernel_could_not_send_is_told_on_the_round_it_came_from()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(3));
        _script.Command(1, ProbeId.FlowCmdNewEnter);
        _script.Command(1, ProbeId.FlowCmdNewReturn);
        _script.Command(1, ProbeId.PacketCmdExecuteEnter);
        _script.Kernel(1, packet, 3);
        _script.KernelReturn(1, -11);
        _script.Command(1, ProbeId.PacketCmdExecuteReturn);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.True(traced.Rounds[0].ChildLost);
        Assert.Equal(Verdict.Cached, traced.Verdict);
    }

    [Theory]
    [InlineData(15_000)]
    [InlineData(19_000)]
    public void Events_of_other_cpus_may_come_late(ulong lateUs)
    {
        byte[] packet = Tcp(1);
        ulong start = _script.Now;
        ulong pointer = _script.Recv(1, packet, 0);
        _script.Put(1, Key(0, 0, Port, packet), Recirc(3));

        // The next round's events arrive before the execute that caused them.
        _script.At(start + 100).Round(2, packet, 3, Output(3), ct: 0x21);
        _script.At(start + lateUs).Recv(7, Tcp(50, sourcePort: 1), 0);
        _script.At(start + 50).Exec(1, pointer, packet, Recirc(3));
        var traced = _script.Packet(1);
        Assert.Equal(LinkClass.Unique, Assert.Single(traced.Rounds, r => r.RecircId == 3).Link);
    }

    [Fact]
    public void Events_that_come_too_late_do_not_link_wrongly()
    {
        byte[] packet = Tcp(1);
        ulong start = _script.Now;
        ulong pointer = _script.Recv(1, packet, 0);
        _script.At(start + 100).Round(2, packet, 3, Output(3), ct: 0x21);
        _script.At(start + 60_000).Recv(7, Tcp(50, sourcePort: 1), 0);
        _script.At(start + 50).Exec(1, pointer, packet, Recirc(3));
        var snapshot = _script.Take();
        Assert.Equal(LinkClass.Cached, snapshot.Packets.SelectMany(p => p.Rounds).Single(r => r.RecircId == 3).Link);
    }

    [Fact]
    public void A_packet_address_used_again_in_the_next_batch_is_another_packet()
    {
        byte[] a = Tcp(1), b = Tcp(2, sourcePort: 6000);
        ulong pointer = _script.Recv(1, a, 0);
        _script.Put(1, Key(0, 0, Port, a), Output(3));
        _script.Exec(1, pointer, a, Output(3));
        _script.Recv(1, b, 0, pointer: pointer);
        _script.Put(1, Key(0, 0, Port, b), Output(4));
        _script.Exec(1, pointer, b, Output(4));
        var packets = _script.Take().Packets;
        Assert.Equal([4u], packets[0].Ports);
        Assert.Equal([3u], packets[1].Ports);
    }

    [Fact]
    public void After_a_restart_nothing_old_is_a_parent()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(5));
        _script.Wait(1000).Restart();
        _script.Round(1, packet, 5, Output(3), ct: 0x21);
        Assert.Equal(LinkClass.Cached, _script.Packet(2).Rounds[0].Link);
    }

    [Fact]
    public void Ids_wrap_at_2_to_the_28()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(0xfffffff));
        _script.Round(1, packet, 0xfffffff, Recirc(1), ct: 0x21);
        _script.Round(1, packet, 1, Output(3), ct: 0x21);
        Assert.Equal([LinkClass.First, LinkClass.Unique, LinkClass.Unique], Assert.Single(_script.Take().Packets).Rounds.Select(r => r.Link));
    }

    [Fact]
    public void Two_recirculations_of_one_round_have_two_children()
    {
        byte[] packet = Tcp(1);
        _script.Round(1, packet, 0, Recirc(3, 4));
        _script.Operate(1, true, (packet, 3), (packet, 4));
        _script.Round(1, packet, 3, Output(3), ct: 0x21);
        _script.Round(1, packet, 4, Output(4), ct: 0x21);
        var traced = Assert.Single(_script.Take().Packets);
        Assert.Equal([LinkClass.First, LinkClass.Exact, LinkClass.Exact], traced.Rounds.Select(r => r.Link));
        Assert.All(traced.Rounds.Skip(1), r => Assert.Equal(traced.Rounds[0].Number, r.Parent));
        Assert.Equal([3u, 4u], traced.Ports);
    }

    [Fact]
    public void A_key_cut_short_is_said_to_be_cut()
    {
        byte[] packet = Tcp(1);
        byte[] actions = Actions(list =>
        {
            for (uint i = 0; i < 200; i++)
            {
                list.U32((ushort)ActionAttr.Output, i);
            }
        });
        _script.Round(1, packet, 0, actions);
        var round = Assert.Single(_script.Take().Packets).Rounds[0];
        Assert.True(round.IsTruncated);
        Assert.Equal(512, round.Actions!.Value.Length);
    }

    [Fact]
    public void A_reply_that_rises_inside_an_execute_is_a_packet_of_its_own()
    {
        byte[] packet = Tcp(1), error = Tcp(2, source: "10.1.0.100", destination: "10.0.0.7");
        _script.Round(1, packet, 3, Output(3), ct: 0x21);
        _script.Operate(1, true, (error, 6));
        _script.Round(1, error, 6, Output(2), ct: 0x2c, inPort: 3);
        var snapshot = _script.Take();
        Assert.Equal(2, snapshot.PacketCount);
        Assert.Equal(LinkClass.Cached, snapshot.Packets[0].Rounds[0].Link);
    }

    [Fact]
    public void The_same_actions_make_the_same_path()
    {
        _script.Round(1, Tcp(1), 0, Recirc(3));
        _script.Round(1, Tcp(1), 3, Output(3), ct: 0x21);
        _script.Round(1, Tcp(2, sourcePort: 2), 0, Recirc(9));
        _script.Round(1, Tcp(2, sourcePort: 2), 9, Output(3), ct: 0x21);
        _script.Round(1, Tcp(3, sourcePort: 3), 0, Recirc(10));
        _script.Round(1, Tcp(3, sourcePort: 3), 10, Output(4), ct: 0x21);
        var packets = _script.Take().Packets;
        Assert.Equal(packets[2].Path, packets[1].Path);
        Assert.NotEqual(packets[1].Path, packets[0].Path);
    }

    [Fact]
    public void What_is_evicted_is_counted_and_never_linked_to()
    {
        var script = new TraceScript(new TraceOptions { Rounds = 64, Packets = 32, Shown = 100 });
        for (uint i = 0; i < 1000; i++)
        {
            script.Round(1, Tcp(i), 0, Recirc(i + 1));
        }

        script.Round(1, Tcp(3), 4, Output(1), ct: 0x21);
        var snapshot = script.Take();
        Assert.Equal(1001, snapshot.PacketCount);
        Assert.Equal(1001 - 32, snapshot.Evicted);
        Assert.True(snapshot.Packets.Count <= 32);
        Assert.Equal(LinkClass.Cached, snapshot.Packets[0].Rounds[0].Link);
    }

    private void ThreeRounds(byte[] packet, uint first, uint second, uint third)
    {
        _script.Kernel(77, packet, 0);
        _script.KernelReturn(77);
        _script.Round(first, packet, 0, Recirc(3));
        _script.Operate(first, true, (packet, 3));
        _script.Round(second, packet, 3, Recirc(4), ct: 0x21);
        _script.Operate(second, true, (packet, 4));
        _script.Round(third, packet, 4, Output(3), ct: 0x21);
        _script.Operate(third);
    }

    private static void FourIdentical(TraceScript script, bool kernel)
    {
        byte[] packet = Tcp(1);
        ulong[] pointers = new ulong[4];
        for (int i = 0; i < 4; i++)
        {
            pointers[i] = script.Recv(1, packet, 0);
        }

        script.Put(1, Key(0, 0, Port, packet), Recirc(3));
        foreach (ulong pointer in pointers)
        {
            script.Exec(1, pointer, packet, Recirc(3));
        }

        if (kernel)
        {
            for (int i = 0; i < 4; i++)
            {
                script.Operate(1, i == 0, (packet, 3));
            }
        }

        for (int i = 0; i < 4; i++)
        {
            pointers[i] = script.Recv(1, packet, 3, ct: 0x21);
        }

        foreach (ulong pointer in pointers)
        {
            script.Exec(1, pointer, packet, Output(3));
        }
    }
}
