using OvsTop.Analysis.Traces;
using OvsTop.Model.Flows;
using static OvsTop.Analysis.Tests.Traces.TraceScript;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>Fragments, long action lists, tunnels.</summary>
public sealed class OddPacketTests
{
    private readonly TraceScript _script = new();

    [Fact]
    public void Actions_longer_than_what_is_kept_are_marked_and_still_lead_on()
    {
        byte[] actions = Actions(list =>
        {
            for (uint port = 1; port <= 80; port++)
            {
                list.U32((ushort)ActionAttr.Output, port);
            }

            list.U32((ushort)ActionAttr.Recirc, 3);
        });
        Assert.True(actions.Length > 512);
        _script.Round(1, Tcp(1), 0, actions);
        _script.Wait(50).Round(1, Tcp(1), 3, Output(3), ct: 0x21);
        var packet = Assert.Single(_script.Take().Packets);
        Assert.Equal((true, false), (packet.Rounds[0].IsTruncated, packet.Rounds[1].IsTruncated));
        Assert.Equal(LinkClass.Unique, packet.Rounds[1].Link);
    }

    [Fact]
    public void Fragments_of_one_packet_are_packets_of_their_own()
    {
        byte[] first = Tcp(1), second = Tcp(1);
        first[20] = 0x20;
        second[21] = 0xb9;
        _script.Round(1, first, 0, Recirc(3));
        _script.Wait(20).Round(2, second, 0, Recirc(3));
        _script.Wait(50).Round(1, second, 3, Output(4), ct: 0x21);
        _script.Wait(20).Round(2, first, 3, Output(5), ct: 0x21);
        var snapshot = _script.Take();
        Assert.Equal(2, snapshot.Links[LinkClass.Unique]);
        Assert.Equal([5u], snapshot.Packets.Single(packet => packet.Number == 1).Ports);
        Assert.Equal([4u], snapshot.Packets.Single(packet => packet.Number == 2).Ports);
    }

    /// <summary>It rises inside the execute of the one that carried it, from the tunnel's port; a patch port between two bridges is in no key.</summary>
    [Fact]
    public void A_packet_out_of_a_tunnel_is_not_the_one_that_carried_it_and_keeps_its_port()
    {
        byte[] outer = Tcp(1, destinationPort: 4789), inner = Tcp(2);
        _script.Kernel(77, outer, 0);
        _script.KernelReturn(77);
        _script.Round(1, outer, 0, Output(9), inPort: 1);
        _script.Operate(1, true, (inner, 0));
        _script.Round(2, inner, 0, Recirc(3), inPort: 9);
        _script.Operate(2, true, (inner, 3));
        _script.Round(2, inner, 3, Output(5), ct: 0x21, inPort: 9);
        var snapshot = _script.Take();
        Assert.Equal(2, snapshot.PacketCount);
        var (carrier, carried) = (snapshot.Packets.Single(packet => packet.InPort == 1), snapshot.Packets.Single(packet => packet.InPort == 9));
        Assert.Single(carrier.Rounds);
        Assert.Equal([LinkClass.First, LinkClass.Exact], carried.Rounds.Select(round => round.Link));
    }
}
