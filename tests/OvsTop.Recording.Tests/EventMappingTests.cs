using System.Text;
using OvsTop.Model.Events;
using OvsTop.Recording.Json;

namespace OvsTop.Recording.Tests;

/// <summary>Where the fields of a line go: real lines of the captures.</summary>
public sealed class EventMappingTests
{
    private readonly NameTable _names = new();

    [Fact]
    public void Recv_upcall()
    {
        var e = One("""{"ts":169543078294,"cpu":1,"tid":518,"comm":"handler1","event":"recv_upcall","dpif":"system@ovs-system","packet_ptr":"0x7fa34aaf5738","size":74,"type":1,"key_len":140,"key":"0800140000000000","packet":"02000000000b02"}""");

        Assert.Equal((169543078294UL, 518u, ProbeId.RecvUpcall, (ushort)1), (e.Header.TimeNs, e.Header.Tid, e.Header.Probe, e.Header.Cpu));
        Assert.Equal(("handler1", "system@ovs-system"), (_names[e.Header.Value3], _names[e.Header.Value4]));
        Assert.Equal((0x7fa34aaf5738UL, 74u, 140u, (int)UpcallType.Action), (e.Header.Subject, e.Header.PacketLength, e.Header.KeyLength, e.Header.Argument));
        Assert.Equal("0800140000000000", Convert.ToHexString(e.Key));
        Assert.Equal("02000000000B02", Convert.ToHexString(e.Packet));
        Assert.Equal(EventFlags.None, e.Header.Flags);
    }

    [Fact]
    public void Op_flow_put()
    {
        var e = One("""{"ts":2,"cpu":0,"tid":518,"comm":"handler1","event":"op_flow_put","flags":3,"key_ptr":"0x7fa3440065c0","key_len":3,"mask_len":2,"actions_len":20,"ufid":"84f4721f-b9ae-44a3-9738-89d3a7ed8fd2","key":"010203","mask":"ffff","actions":"0c"}""");

        Assert.Equal((3, 0x7fa3440065c0UL, EventFlags.Ufid), (e.Header.Argument, e.Header.Subject, e.Header.Flags));
        Assert.Equal("84f4721f-b9ae-44a3-9738-89d3a7ed8fd2", e.Header.Ufid.ToString());
        Assert.Equal((3u, 2u, 20u), (e.Header.KeyLength, e.Header.MaskLength, e.Header.ActionsLength));
        Assert.Equal("010203 FFFF 0C", $"{Convert.ToHexString(e.Key)} {Convert.ToHexString(e.Mask)} {Convert.ToHexString(e.Actions)}");
    }

    [Fact]
    public void Op_flow_del_whose_key_length_is_that_of_its_key()
    {
        var e = One("""{"ts":2,"cpu":0,"tid":9,"comm":"revalidator3","event":"op_flow_del","ufid_ptr":"0x10","ufid":"8f19308a-052f-418d-b0bc-70e3572c1e41","key":"01020304"}""");

        Assert.Equal((0x10UL, 4u, (ushort)4), (e.Header.Subject, e.Header.KeyLength, e.Header.KeyCaptured));
        Assert.Equal("8f19308a-052f-418d-b0bc-70e3572c1e41", e.Header.Ufid.ToString());
    }

    [Fact]
    public void Start_dump_with_all_its_numbers_and_the_thread_name()
    {
        var e = One("""{"ts":2,"cpu":1,"tid":520,"comm":"revalidator3","event":"start_dump","udpif":"0x55b776ca3960","n_flows_arg":208,"wait_ms":500,"dump_duration_ms":11,"max_n_flows":400,"avg_n_flows":113,"flow_limit":12050,"n_flows":209}""");

        Assert.Equal((0x55b776ca3960UL, 208UL, 500u, 11UL), (e.Header.Owner, e.Header.Value0, e.Header.Detail, e.Header.Value1));
        Assert.Equal((400UL | 113UL << 32, 12050UL | 209UL << 32), (e.Header.Value2, e.Header.Value3));
        Assert.Equal("revalidator3", _names[e.Header.Value4]);
    }

    [Fact]
    public void Flow_result()
    {
        var e = One("""{"ts":2,"cpu":1,"tid":520,"comm":"revalidator3","event":"flow_result","udpif":"0x5","ukey":"0x7","result":1,"reason":3,"n_packets":876,"n_bytes":40361510,"used_ms":169761,"ufid":"42b9aa58-7613-4b11-8e9e-1e3f54afe0d3"}""");

        Assert.Equal((5UL, 7UL, 1, 3u), (e.Header.Owner, e.Header.Subject, e.Header.Argument, e.Header.Detail));
        Assert.Equal((876UL, 40361510UL, 169761UL), (e.Header.Value0, e.Header.Value1, e.Header.Value2));
    }

    [Fact]
    public void Ovs_dp_upcall()
    {
        var e = One("""{"ts":2,"cpu":0,"tid":897,"comm":"iperf3","event":"ovs_dp_upcall","dp":"ovs-system","dev":"ga","skb":"0xffff88810039bce8","len":74,"recirc_id":5,"ct_state":33,"ct_zone":7,"cmd":1,"upcall_port":3396543272,"gso_size":1448,"packet":"02"}""");

        Assert.Equal(("ovs-system", "ga", "iperf3"), (_names[(uint)e.Header.Owner], _names[e.Header.Owner >> 32], _names[e.Header.Value3]));
        Assert.Equal((0xffff88810039bce8UL, 74u, 33u | 7u << 16), (e.Header.Subject, e.Header.PacketLength, e.Header.Detail));
        Assert.Equal((5UL, 1, 3396543272UL, 1448UL), (e.Header.Value0, e.Header.Argument, e.Header.Value1, e.Header.Value2));
    }

    [Fact]
    public void A_kernel_return_with_an_error()
    {
        Assert.Equal(-11, One("""{"ts":2,"cpu":0,"tid":0,"comm":"swapper/1","event":"ovs_dp_upcall:return","ret":-11}""").Header.Argument);
    }

    [Fact]
    public void Fields_may_come_in_any_order_and_with_escapes()
    {
        var e = One("""{"packet":"0a0b","event":"op_flow_execute","comm":"hand\u006cer1","ts":5,"size":64,"packet_ptr":16,"\u0074id":3}""");

        Assert.Equal((ProbeId.FlowExecute, 5UL, 3u, 64u, 16UL), (e.Header.Probe, e.Header.TimeNs, e.Header.Tid, e.Header.PacketLength, e.Header.Subject));
        Assert.Equal("handler1", _names[e.Header.Value3]);
        Assert.Equal("0A0B", Convert.ToHexString(e.Packet));
    }

    [Theory]
    [InlineData("run_start", ProbeId.RunStart)]
    [InlineData("poll_block", ProbeId.PollBlock)]
    [InlineData("op_flow_get", ProbeId.FlowGet)]
    [InlineData("sweep_done", ProbeId.SweepDone)]
    [InlineData("revalidate_entry", ProbeId.RevalidateEntry)]
    [InlineData("revalidate_exit", ProbeId.RevalidateExit)]
    [InlineData("flow_sweep_result", ProbeId.FlowSweepResult)]
    [InlineData("ovs_flow_cmd_new:enter", ProbeId.FlowCmdNewEnter)]
    [InlineData("ovs_flow_cmd_set:return", ProbeId.FlowCmdSetReturn)]
    [InlineData("ovs_flow_cmd_del:enter", ProbeId.FlowCmdDelEnter)]
    [InlineData("ovs_packet_cmd_execute:return", ProbeId.PacketCmdExecuteReturn)]
    public void Every_event_name_has_its_probe(string name, ProbeId probe)
    {
        Assert.Equal(probe, One($$"""{"ts":1,"cpu":0,"tid":1,"comm":"x","event":"{{name}}"}""").Header.Probe);
    }

    private ProbeEvent One(string line)
    {
        using var reader = new JsonLinesReader(new MemoryStream(Encoding.UTF8.GetBytes(line)), null, _names);
        Assert.True(reader.Read(), reader.WhyNothing());
        Assert.Equal(0, reader.UnknownFields);
        byte[] record = reader.Record.ToArray();
        Assert.False(reader.Read());
        return new ProbeEvent(record);
    }
}
