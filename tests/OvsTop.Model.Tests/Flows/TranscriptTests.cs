namespace OvsTop.Model.Tests.Flows;

/// <summary>
/// Lines of real transcripts (data/transcripts.tsv.gz): flows and actions that ovs-vswitchd 3.1 and 4.0, dpctl and the USDT scripts
/// printed, and flows people typed for <c>ofproto/trace</c>.
/// </summary>
public sealed class TranscriptTests
{
    private static readonly PortNames Ports = Names();

    [Fact]
    public void Every_flow_that_was_printed_is_read_and_printed_as_it_was()
    {
        string[] lines = [.. Lines("key"), .. Data.Lines("dumped-flows.tsv.gz").Select(l => l.Split('\t')[1])];
        Assert.True(lines.Length > 190, $"{lines.Length} lines");
        Assert.All(lines, line =>
        {
            var flow = Parse(line);
            Assert.Contains(line, new[] { flow.ToText(ActionNumbering.Since34), flow.ToText(ActionNumbering.Since34, Ports) });
        });
    }

    [Fact]
    public void Every_flow_that_was_typed_is_read_and_means_the_same_when_printed()
    {
        string[] lines = [.. Lines("typed")];
        Assert.True(lines.Length > 10);
        Assert.All(lines, line =>
        {
            var flow = Parse(line);
            var again = Parse(flow.ToText(ActionNumbering.Since34));
            Assert.Equal(flow.Key, again.Key);
            Assert.Equal(flow.Mask, again.Mask);
            Assert.Equal(flow.Ufid, again.Ufid);
        });
    }

    [Fact]
    public void Every_action_list_that_was_printed_is_read_and_printed_as_it_was()
    {
        string[] lines = [.. Lines("actions")];
        Assert.True(lines.Length > 40);
        Assert.All(lines, line =>
        {
            var actions = new NetlinkWriter();
            Assert.True(ActionParser.TryParse(line, ActionNumbering.Since34, Ports, actions, out var error), $"{line}: {error}");
            Assert.Contains(line, new[] { ActionFormatter.ToText(actions.Written, ActionNumbering.Since34), ActionFormatter.ToText(actions.Written, ActionNumbering.Since34, Ports) });
        });
    }

    [Fact]
    public void Statistics_and_extra_information_of_a_dumped_flow_are_kept()
    {
        const string Line = "ufid:7ba2fd09-b017-4531-9f51-12f46beed099, recirc_id(0),in_port(gb),ct_state(-trk),eth(),eth_type(0x0800),ipv4(frag=no), packets:9161, "
            + "bytes:605130, used:4.695s, flags:SFP., dp:ovs, actions:ct(zone=1),recirc(0x8), dp-extra-info:miniflow_bits(2,4)";
        var flow = Parse(Line);
        Assert.Equal("7ba2fd09-b017-4531-9f51-12f46beed099", flow.Ufid.ToString());
        Assert.Equal("packets:9161, bytes:605130, used:4.695s, flags:SFP., dp:ovs", flow.Statistics);
        Assert.Equal("dp-extra-info:miniflow_bits(2,4)", flow.Extra);
        Assert.Equal(KeyStyle.Brief, flow.Style);
        Assert.True(flow.IsMasked);
        Assert.True(FlowKey.Decode(flow.Key, out var key));
        Assert.Equal(1u, key.InPort);
        Assert.Equal(Line, flow.ToText(ActionNumbering.Since34, Ports));
    }

    private static IEnumerable<string> Lines(string kind) =>
        Data.Lines("transcripts.tsv.gz").Select(l => l.Split('\t')).Where(c => c[0] == kind).Select(c => c[1]);

    private static DumpedFlow Parse(string line)
    {
        Assert.True(DumpedFlow.TryParse(line, ActionNumbering.Since34, Ports, out var flow, out var error), $"{line}\n{error}");
        return flow!;
    }

    private static PortNames Names()
    {
        var ports = CapturedFlowTextTests.Names();
        ports.Set(1001, "p1");
        ports.Set(1002, "p2");
        return ports;
    }
}
