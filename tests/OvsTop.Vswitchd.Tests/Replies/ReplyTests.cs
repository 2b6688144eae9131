using System.Text.Json;
using OvsTop.Model.Facts;
using OvsTop.Vswitchd.Replies;

namespace OvsTop.Vswitchd.Tests.Replies;

/// <summary>Replies of a Debian 3.1.0 and of a 4.0.90 daemon, and what they mean.</summary>
public sealed class ReplyTests
{
    [Theory]
    [InlineData("ovs-vswitchd (Open vSwitch) 3.1.0\n", 3, 1, 0, "3.1.0")]
    [InlineData("ovs-vswitchd (Open vSwitch) 4.0.90", 4, 0, 90, "4.0.90")]
    [InlineData("ovs-vswitchd (Open vSwitch) 3.4.1-2.fc41\nDPDK 23.11.2\n", 3, 4, 1, "3.4.1-2.fc41")]
    [InlineData("2.17", 2, 17, 0, "2.17")]
    public void A_version_is_read(string reply, int major, int minor, int patch, string text)
    {
        Assert.True(OvsVersion.TryParse(reply, out var version));
        Assert.Equal(new OvsVersion(major, minor, patch, text), version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ovs-vswitchd (Open vSwitch) unknown")]
    [InlineData("3")]
    [InlineData("99999999999.1")]
    public void What_is_no_version_is_none(string reply) => Assert.False(OvsVersion.TryParse(reply, out _));

    [Fact]
    public void Versions_are_ordered_by_number()
    {
        OvsVersion earlier = new(3, 9, 4, "3.9.4"), later = new(3, 10, 0, "3.10.0");

        Assert.True(later > earlier && later >= earlier && earlier < later && earlier <= later);
        Assert.True(later.IsAtLeast(3, 10) && !earlier.IsAtLeast(3, 9, 5));
    }

    [Fact]
    public void Upcall_show_of_3_1_is_read()
    {
        var datapath = Assert.Single(UpcallShow.Parse(TestData.Read("ovs-3.1.0/upcall_show.txt")));

        Assert.Equal("dummy@ovs-dummy", datapath.Name);
        Assert.Equal((0UL, 0UL, 0UL, 10000UL), (datapath.CurrentFlows, datapath.AverageFlows, datapath.MaxFlows, datapath.FlowLimit));
        Assert.Equal((1UL, true, null), (datapath.DumpDurationMs, datapath.UfidEnabled, datapath.OffloadedFlows));
        Assert.Equal([new RevalidatorKeys(5, 0)], datapath.Revalidators);
    }

    [Fact]
    public void Upcall_show_of_4_0_is_read_out_of_its_json()
    {
        string json = TestData.Read("ovs-4.0.90/4a-json-upcallshow").Split('\n').Single(l => l.StartsWith('{'));
        using var document = JsonDocument.Parse(json);

        var datapath = Assert.Single(UpcallShow.Parse(document.RootElement.GetProperty("reply").GetString()));

        Assert.Equal(("netdev@ovs-netdev", 3UL, 2UL, 3UL, 10000UL),
            (datapath.Name, datapath.CurrentFlows, datapath.AverageFlows, datapath.MaxFlows, datapath.FlowLimit));
        Assert.Equal([new RevalidatorKeys(4, 3)], datapath.Revalidators);
    }

    [Fact]
    public void Upcall_show_keeps_datapaths_apart_and_passes_over_new_lines()
    {
        const string Reply = """
            system@ovs-system:
              flows         : (current 46213) (avg 41000) (max 50001) (limit 50000) (new 3)
              offloaded flows : 17
              dump duration : 1620ms
              ufid enabled : false
              something new : 5

              12: (keys 23000)
              13: (keys 23213)
            netdev@ovs-netdev:
              flows         : (current 1) (avg 1) (max 1) (limit 10000)

              14: (keys 1)

            """;

        var datapaths = UpcallShow.Parse(Reply);

        Assert.Equal(["system@ovs-system", "netdev@ovs-netdev"], datapaths.Select(d => d.Name));
        Assert.Equal((46213UL, 50000UL, 17UL, 1620UL, false),
            (datapaths[0].CurrentFlows, datapaths[0].FlowLimit, datapaths[0].OffloadedFlows, datapaths[0].DumpDurationMs, datapaths[0].UfidEnabled));
        Assert.Equal([new(12, 23000), new(13, 23213)], datapaths[0].Revalidators);
        Assert.Equal([new(14, 1)], datapaths[1].Revalidators);
        Assert.Null(datapaths[1].DumpDurationMs);
    }

    [Fact]
    public void Dpctl_show_of_a_kernel_datapath_is_read()
    {
        var datapath = Assert.Single(DpctlShow.Parse(TestData.Read("ovs-4.0.90/dpctl_show.txt")));

        Assert.Equal(("system@ovs-system", 60091UL, 1041UL, 0UL, 0UL), (datapath.Name, datapath.Hits, datapath.Misses, datapath.Lost, datapath.Flows));
        Assert.Equal((61205UL, 0UL, 1.0), (datapath.MaskHits, datapath.Masks, datapath.MaskHitsPerPacket));
        Assert.Equal((59993UL, 98.14), (datapath.CacheHits, datapath.CacheHitRatePercent));
        Assert.Equal(["0 ovs-system internal", "1 gb system", "2 ga system", "3 br0 internal"], datapath.Ports.Select(p => $"{p.Number} {p.Name} {p.Type}"));
        Assert.All(datapath.Ports, p => Assert.Null(p.UpcallPackets));
    }

    [Fact]
    public void Dpctl_show_with_statistics_is_read_where_unknown_ones_are_question_marks()
    {
        var datapath = Assert.Single(DpctlShow.Parse(TestData.Read("ovs-3.1.0/dpctl_show_s.txt")));

        Assert.Equal(["0 ovs-dummy dummy-internal", "1 p1 dummy", "2 vx0 vxlan", "100 br0 dummy-internal", "101 br1 dummy-internal"],
            datapath.Ports.Select(p => $"{p.Number} {p.Name} {p.Type}"));
        Assert.All(datapath.Ports, p => Assert.Equal((0UL, 0UL, null), (p.RxPackets, p.TxPackets, p.UpcallErrors)));
        Assert.Null(datapath.Masks);
    }

    [Fact]
    public void Upcall_counters_configurations_and_remarks_of_ports_are_read()
    {
        const string Reply = """
            system@ovs-system:
              lookups: hit:1 missed:2 lost:3
              flows: 4
              port 3: vxlan_sys_4789 (vxlan: packet_type=ptap, key=flow)
                RX packets:10 errors:? dropped:? overruns:? frame:?
                TX packets:20 errors:0 dropped:0 aborted:? carrier:?
                UPCALL packets:8020 errors:12
              port 4: gone (internal: open failed (No such device))
              port 5: odd (vxlan, could not retrieve configuration (Invalid argument))
              port x: nonsense
              port 6: 
                UPCALL packets:? errors:?
            """;

        var datapath = Assert.Single(DpctlShow.Parse(Reply));

        Assert.Equal((1UL, 2UL, 3UL, 4UL), (datapath.Hits, datapath.Misses, datapath.Lost, datapath.Flows));
        Assert.Equal(["3 vxlan_sys_4789 vxlan packet_type=ptap, key=flow", "4 gone internal open failed (No such device)",
            "5 odd vxlan could not retrieve configuration (Invalid argument)"], datapath.Ports.Select(p => $"{p.Number} {p.Name} {p.Type} {p.Configuration}"));
        Assert.Equal((10UL, 20UL, 8020UL, 12UL), (datapath.Ports[0].RxPackets, datapath.Ports[0].TxPackets, datapath.Ports[0].UpcallPackets, datapath.Ports[0].UpcallErrors));
    }

    [Fact]
    public void Dpif_show_maps_ports_of_all_bridges()
    {
        var datapath = Assert.Single(DpifShow.Parse(TestData.Read("ovs-3.1.0/dpif_show.txt")));

        Assert.Equal(("dummy@ovs-dummy", 0UL, 0UL), (datapath.Name, datapath.Hits, datapath.Misses));
        Assert.Equal(
        [
            new("br0", "br0", 65534, 100, "dummy-internal", ""), new("br0", "p1", 1, 1, "dummy", ""), new("br0", "vx0", 2, 2, "vxlan", ""),
            new("br1", "br1", 65534, 101, "dummy-internal", ""),
        ],
            datapath.Ports);
    }

    [Fact]
    public void Dpif_show_text_and_json_say_the_same()
    {
        const string Text = """
            system@ovs-system: hit:60091 missed:1041
              br-int:
                p1 1/none: (system)
                vx0 2/4: (vxlan: key=flow, remote_ip=1.2.3.4)
            """;
        const string Json = """
            {"system@ovs-system":{"bridges":{"br-int":{
              "p1":{"ofport":"1","port_no":"none","type":"system"},
              "vx0":{"ofport":"2","port_no":"4","type":"vxlan","config":{"remote_ip":"1.2.3.4","key":"flow"}}}},
              "stats":{"hit":"60091","missed":"1041"}}}
            """;

        var text = Assert.Single(DpifShow.Parse(Text));
        var json = Assert.Single(DpifShow.Parse(Json));

        Assert.Equal((text.Name, text.Hits, text.Misses), (json.Name, json.Hits, json.Misses));
        Assert.Equal(text.Ports, json.Ports);
        Assert.Equal([new("br-int", "p1", 1, null, "system", ""), new("br-int", "vx0", 2, 4, "vxlan", "key=flow, remote_ip=1.2.3.4")], text.Ports);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"dp\":[1,{\"bridges\":7}]}")]
    [InlineData("{\"dp\":{\"bridges\":{\"b\":{\"p\":{\"ofport\":\"99999999999\"}}}}}")]
    [InlineData("    p 1/1: (x)\n  b:\n: hit:\n   \n:\n(")]
    [InlineData("x:\n  port\n  port 1:\n    UPCALL\n  lookups:\n  1: (\n")]
    public void Nonsense_gives_no_ports_and_no_crash(string reply)
    {
        Assert.Empty(DpifShow.Parse(reply).SelectMany(d => d.Ports));
        Assert.Empty(DpctlShow.Parse(reply).SelectMany(d => d.Ports));
        Assert.Empty(UpcallShow.Parse(reply).SelectMany(d => d.Revalidators));
        Assert.Empty(CoverageShow.Parse(reply));
    }

    [Fact]
    public void Coverage_show_is_read()
    {
        string reply = TestData.Read("ovs-3.1.0/coverage_show.txt");

        var counters = CoverageShow.Parse(reply);

        Assert.Equal(reply.Split('\n').Count(l => l.Contains("total:", StringComparison.Ordinal)), counters.Count);
        Assert.Equal(new CoverageCounter("seq_change", 1578.2, 131.517, 2.1919, 9964), counters["seq_change"]);
        Assert.Equal(new CoverageCounter("dpif_flow_put", 5.0, 0.417, 0.0069, 25), counters["dpif_flow_put"]);
        Assert.False(counters.ContainsKey("upcall_flow_limit_hit"));
    }

    [Fact]
    public void Memory_show_is_read_with_names_of_two_words()
    {
        var usage = MemoryShow.Parse(TestData.Read("ovs-3.1.0/memory_show.txt"));
        Assert.Equal((1UL, 289UL, 5), (usage["handlers"], usage["idl-cells-Open_vSwitch"], usage.Count));

        usage = MemoryShow.Parse("ports:3 revalidators:1 udpif keys:4\n");
        Assert.Equal((3UL, 4UL), (usage["ports"], usage["udpif keys"]));
    }

    [Fact]
    public void List_commands_gives_every_command_with_its_usage()
    {
        string reply = TestData.Read("ovs-3.1.0/list-commands.txt");

        var commands = CommandList.Parse(reply);

        Assert.Equal(reply.TrimEnd('\n').Split('\n').Length - 1, commands.Count);
        Assert.Equal("[dp] ufid", commands["dpctl/get-flow"]);
        Assert.Equal("", commands["upcall/show"]);
        Assert.False(commands.ContainsKey("ofproto/detrace"));
        Assert.Equal("UFID [pmd=PMD-ID]", CommandList.Parse(TestData.Read("ovs-4.0.90/31-list-commands"))["ofproto/detrace"]);
    }
}
