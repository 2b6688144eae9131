namespace OvsTop.Model.Tests.Flows;

/// <summary>What was put, formatted here, against what dpctl/dump-flows -m of the same datapath printed (4.0.90 on Linux 6.12).</summary>
public sealed class CapturedFlowTextTests
{
    private static readonly PortNames Ports = Names();

    [Fact]
    public void Every_dumped_flow_that_was_captured_is_formatted_as_dpctl_formatted_it()
    {
        var puts = CapturedFlow.All.Where(f => f.Ufid.Length > 0).GroupBy(f => (f.Capture, f.Ufid)).ToDictionary(g => g.Key, g => g.Last());
        int compared = 0;
        foreach (string line in Data.Lines("dumped-flows.tsv.gz"))
        {
            string[] columns = line.Split('\t');
            string text = columns[1];
            if (!puts.TryGetValue((columns[0], text[5..41]), out var put))
            {
                continue;
            }

            compared++;
            var key = new NetlinkWriter();
            var mask = new NetlinkWriter();
            KernelFlow.Report(put.Key, put.Mask, key, mask);
            string keyText = text[43..text.IndexOf(", packets:", StringComparison.Ordinal)];
            Assert.Equal(keyText, FlowKeyFormatter.ToText(key.Written, mask.Written, KeyStyle.Verbose, Ports));
            string actions = text[(text.IndexOf("actions:", StringComparison.Ordinal) + 8)..];
            Assert.Equal(actions, ActionFormatter.ToText(put.Actions, ActionNumbering.Since34, Ports));
        }

        Assert.Equal(102, compared);
    }

    [Fact]
    public void Every_recorded_key_mask_and_action_list_is_formatted_without_a_complaint()
    {
        var sink = new TextSink();
        foreach (var flow in CapturedFlow.All)
        {
            Assert.Equal(-1, FlowKeyFormatter.Format(sink.Clear(), flow.Key));
            Assert.DoesNotContain("key", sink.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("bad", sink.ToString(), StringComparison.Ordinal);
            Assert.Equal(-1, FlowKeyFormatter.Format(sink.Clear(), flow.Key, flow.Mask, KeyStyle.Brief));
            Assert.DoesNotContain("error", sink.ToString(), StringComparison.Ordinal);
            Assert.Equal(-1, ActionFormatter.Format(sink.Clear(), flow.Actions, ActionNumbering.Since34));
            Assert.DoesNotContain("action", sink.ToString(), StringComparison.Ordinal);
        }
    }

    internal static PortNames Names()
    {
        var ports = new PortNames();
        ports.Set(1, "gb");
        ports.Set(2, "ga");
        return ports;
    }
}
