using System.IO.Compression;
using OvsTop.Model.Traces;

namespace OvsTop.Model.Tests.Traces;

public sealed class DetraceTextTests
{
    [Fact]
    public void Rules_stand_below_their_bridge()
    {
        var (rules, notCached, notFound) = DetraceText.Parse(
            "br-int\n  cookie=0xa1, duration=41s, n_packets=13, n_bytes=702, priority=100,ip,actions=output:1\n  table_id=7, no match\nbr-ex\n"
            + "  cookie=0xb1, table_id=1, duration=41s, n_packets=12, n_bytes=702, priority=50,reg0=0x11,actions=resubmit(,2)\n");
        Assert.Equal(
        [
            new FlowRule("br-int", 0, 0xa1, "priority=100,ip,actions=output:1", 13),
            new FlowRule("br-int", 7, 0, "no match", null),
            new FlowRule("br-ex", 1, 0xb1, "priority=50,reg0=0x11,actions=resubmit(,2)", 12),
        ], rules);
        Assert.Equal((false, false), (notCached, notFound));
    }

    [Fact]
    public void Before_4_0_no_bridge_is_named() => Assert.Equal(
        new FlowRule("", 1, 0x22, "priority=50,ip,actions=ct(table=2,zone=2)", 29),
        Assert.Single(DetraceText.Parse("cookie=0x22, table_id=1, duration=4s, n_packets=29, n_bytes=2842, priority=50,ip,actions=ct(table=2,zone=2)\n").Rules));

    [Theory]
    [InlineData("Cache was not found for netdev@ovs-netdev\n", true, false)]
    [InlineData("UFID was not found for netdev@ovs-netdev\n", false, true)]
    [InlineData("UFID was not found for netdev@ovs-netdev\nCache was not found for system@ovs-system\n", true, false)]
    [InlineData("", false, false)]
    public void What_is_not_there_is_told_apart(string reply, bool notCached, bool notFound)
    {
        var (rules, cache, flow) = DetraceText.Parse(reply);
        Assert.Empty(rules);
        Assert.Equal((notCached, notFound), (cache, flow));
    }

    /// <summary>Replies of 4.0.90 on the kernel datapath and the userspace one.</summary>
    [Fact]
    public void Every_line_of_every_recorded_reply_is_a_bridge_a_rule_or_the_lack_of_one()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead("data/detraces.txt.gz"), CompressionMode.Decompress));
        string[] replies = file.ReadToEnd().TrimEnd('\n').Split("\n\f\n");
        int found = 0;
        foreach (string reply in replies)
        {
            var (rules, notCached, notFound) = DetraceText.Parse(reply);
            string[] lines = [.. reply.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal))];
            Assert.Equal(lines.Length, rules.Count);
            Assert.All(rules, rule => Assert.StartsWith("priority=", rule.Text, StringComparison.Ordinal));
            Assert.All(rules, rule => Assert.Equal(("br0", true), (rule.Bridge, rule.Packets > 0)));
            Assert.True(rules.Count > 0 ^ notCached ^ notFound);
            found += rules.Count;
        }

        Assert.Equal((18, 15), (replies.Length, found));
    }

    [Fact]
    public void A_line_of_another_form_is_kept_and_endless_replies_are_not()
    {
        Assert.Equal("something new", Assert.Single(DetraceText.Parse("br0\n  something new\n").Rules).Text);
        Assert.Equal(4096, DetraceText.Parse(string.Concat(Enumerable.Repeat("  x\n", 10_000))).Rules.Count);
    }
}
