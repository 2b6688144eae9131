using System.IO.Compression;
using OvsTop.Model.Traces;

namespace OvsTop.Model.Tests.Traces;

public sealed class TraceTextTests
{
    private static readonly string[] Ends = ["Flow: ", "Final flow: ", "Megaflow: ", "Datapath actions: "];

    /// <summary>Every round, guessed ones included, of the recorded ofproto/trace replies of 3.1 and 4.0.</summary>
    public static IReadOnlyList<string> Recorded { get; } = ReadRecorded();

    [Fact]
    public void Every_line_of_every_recorded_reply_is_classified()
    {
        int lines = 0;
        foreach (string text in Recorded)
        {
            var reply = TraceText.Parse(text);
            Assert.NotNull(reply);
            Assert.Empty(reply.Unknown);
            string[] pipeline = [.. text.Split('\n').TakeWhile(line => !line.StartsWith("Final flow: ", StringComparison.Ordinal)).Where(IsPipeline)];
            Assert.Equal(pipeline.Length, reply.AllNodes.Count());
            lines += pipeline.Length;
        }

        Assert.True(lines > 400, $"only {lines} lines were read");
    }

    [Fact]
    public void Rounds_that_are_guessed_are_told_apart_from_the_real_one()
    {
        string line = new('=', 79);
        string reply = string.Join($"\n{line}\nrecirc(0x4) - resume conntrack with default ct_state=trk|new\n{line}\n\n", Recorded.Take(3));
        Assert.Equal(TraceText.Parse(Recorded[0])!.Flow, TraceText.Parse(reply)!.Flow);
        Assert.Equal(Recorded.Skip(1).Take(2).Select(text => TraceText.Parse(text)!.DatapathActions), TraceText.ParseGuesses(reply).Select(guess => guess.DatapathActions));
        Assert.Empty(TraceText.ParseGuesses(Recorded[0]));
        Assert.InRange(TraceText.ParseGuesses(string.Concat(Enumerable.Repeat($"{line}\n{Recorded[0]}\n", 1000))).Count, 1, 100);
    }

    [Fact]
    public void Nodes_stand_in_the_order_of_the_reply()
    {
        foreach (string text in Recorded)
        {
            string[] pipeline = [.. text.Split('\n').TakeWhile(line => !line.StartsWith("Final flow: ", StringComparison.Ordinal)).Where(IsPipeline)];
            Assert.All(TraceText.Parse(text)!.AllNodes.Zip(pipeline), pair => Assert.Contains(pair.First.Text, pair.Second));
        }
    }

    [Fact]
    public void A_tail_call_hangs_below_the_action_that_made_it()
    {
        var reply = TraceText.Parse(string.Join('\n',
            "Flow: recirc_id=0x6,ct_state=new|trk,tcp",
            "",
            "bridge(\"br0\")",
            "-------------",
            "    thaw",
            "        Resuming from table 2",
            " 2. ct_state=+new+trk,ip, priority 50, cookie 0xc1",
            "    ct(commit,zone=2)",
            "    drop",
            "     -> Sets the packet to an untracked state, and clears all the conntrack fields.",
            "    resubmit(,3)",
            " 3. in_port=1, priority 10, cookie 0xd1",
            "    output:2",
            "",
            "Final flow: unchanged",
            "Megaflow: recirc_id=0x6,ct_state=+new+trk,eth,ip,in_port=1,nw_frag=no",
            "Datapath actions: ct(commit,zone=2),3"))!;

        var bridge = Assert.Single(reply.Nodes);
        Assert.Equal([TraceNodeKind.Thaw, TraceNodeKind.Table], bridge.Children.Select(node => node.Kind));
        Assert.Equal("Resuming from table 2", bridge.Children[0].Children[0].Text);
        var table = bridge.Children[1];
        Assert.Equal(new TraceRule(2, "ct_state=+new+trk,ip", 50, 0xc1, null), table.Rule);
        Assert.Equal(["ct(commit,zone=2)", "drop", "resubmit(,3)"], table.Children.Select(node => node.Text));
        Assert.Equal(TraceNodeKind.Detail, Assert.Single(table.Children[1].Children).Kind);
        Assert.Equal((byte)3, Assert.Single(table.Children[2].Children).Rule!.Table);
        Assert.Equal("output:2", table.Children[2].Children[0].Children[0].Text);
        Assert.Equal("ct(commit,zone=2),3", reply.DatapathActions);
        Assert.False(reply.HasGuesses);
    }

    [Fact]
    public void A_call_that_returns_ends_where_its_caller_goes_on()
    {
        var reply = TraceText.Parse(string.Join('\n',
            "Flow: ip",
            "",
            "bridge(\"br0\")",
            "-------------",
            " 0. priority 0",
            "    resubmit(,1)",
            "     1. ip, priority 7",
            "            resubmit(,2)",
            "             2. No match.",
            "                    drop",
            "            output:4",
            "    output:5",
            "",
            "Final flow: unchanged",
            "Megaflow: recirc_id=0,eth,ip",
            "Datapath actions: 4,5"))!;

        var table0 = reply.Nodes[0].Children[0];
        Assert.Equal(["resubmit(,1)", "output:5"], table0.Children.Select(node => node.Text));
        var table1 = table0.Children[0].Children[0];
        Assert.Equal(["resubmit(,2)", "output:4"], table1.Children.Select(node => node.Text));
        var table2 = table1.Children[0].Children[0];
        Assert.Equal(new TraceRule(2, "", null, 0, "No match."), table2.Rule);
        Assert.Equal("drop", Assert.Single(table2.Children).Text);
    }

    [Fact]
    public void Guessed_rounds_are_cut_off()
    {
        string round = "Flow: ip\n\nbridge(\"br0\")\n-------------\n 0. priority 0\n    drop\n\nFinal flow: unchanged\nMegaflow: recirc_id=0,ip\nDatapath actions: ct(zone=1),recirc(0x3)";
        var reply = TraceText.Parse($"{round}\n\n{new string('=', 79)}\nrecirc(0x3) - resume conntrack with default ct_state=trk|new\n{new string('=', 79)}\n\n{round.Replace("drop", "output:9", StringComparison.Ordinal)}")!;
        Assert.True(reply.HasGuesses);
        Assert.DoesNotContain(reply.AllNodes, node => node.Text == "output:9");
    }

    [Fact]
    public void Slow_path_and_failure_are_read()
    {
        const string Head = "Flow: ip\n\nbridge(\"br0\")\n-------------\n 0. priority 0\n    drop\n\nFinal flow: unchanged\nMegaflow: ip\nDatapath actions: drop";
        var slow = TraceText.Parse(Head + "\nThis flow is handled by the userspace slow path because it:\n  - Sends \"packet-in\" messages to the OpenFlow controller.\n  - Uses action(s) not supported by datapath.")!;
        Assert.Equal(["Sends \"packet-in\" messages to the OpenFlow controller", "Uses action(s) not supported by datapath"], slow.SlowPath);
        Assert.Null(slow.Failure);
        Assert.Equal("Recursion too deep", TraceText.Parse(Head + "\nTranslation failed (Recursion too deep), packet is dropped.\n")!.Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ovs-netdev: unknown bridge")]
    [InlineData("no recirculation data for recirc_id 0x5")]
    [InlineData("Flow: ip\n\nbridge(\"br0\")\n")]
    public void What_is_no_whole_round_is_none(string text) => Assert.Null(TraceText.Parse(text));

    [Fact]
    public void Damaged_replies_are_read_as_far_as_they_go()
    {
        var random = new Random(7);
        foreach (string text in Recorded)
        {
            for (int i = 0; i < 20; i++)
            {
                var damaged = text.ToCharArray();
                for (int n = 0; n < 5; n++)
                {
                    damaged[random.Next(damaged.Length)] = " \n-.>x=("[random.Next(8)];
                }

                var reply = TraceText.Parse(new string(damaged));
                Assert.True(reply is null || reply.AllNodes.Count() <= damaged.Length);
            }
        }
    }

    private static bool IsPipeline(string line) =>
        line.Trim(' ', '-').Length > 0 && !Ends.Any(end => line.StartsWith(end, StringComparison.Ordinal));

    private static string[] ReadRecorded()
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead("data/trace-rounds.txt.gz"), CompressionMode.Decompress));
        return file.ReadToEnd().TrimEnd('\n').Split("\n\f\n");
    }
}
