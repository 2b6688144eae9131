using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>What the program says about a running daemon is what the daemon did: in JSON and on the screen, whatever the ring lost.</summary>
[Collection(LiveCollection.Name)]
public sealed class LiveCountsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>What is attached in every view where the kernel gives no counts.</summary>
    private static readonly string[] Always =
        ["run_start", "poll_block", "recv_upcall", "op_flow_put", "op_flow_del", "op_flow_execute", "start_dump", "sweep_done"];

    private static readonly string[] TinyRing = ["--ring-bytes", "4096", "--details", "all"];

    [LiveTheory]
    [InlineData("1000", false)]
    [InlineData("20000", false)]
    [InlineData("max", false)]
    [InlineData("1000", true)]
    [InlineData("20000", true)]
    [InlineData("max", true)]
    public void Batch_counts_what_the_daemon_did(string rate, bool tinyRing)
    {
        using var vswitchd = Start(rate, probes: 13);
        var result = OvsTopProgram.Run(["batch", "--format", "json", "--interval", "500ms", "--pid", $"{vswitchd.Pid}", .. tinyRing ? TinyRing : []]);
        var daemon = new DaemonCounts(vswitchd.Finish(Limit));
        result.AssertDoneWithNote($"ovs-vswitchd {vswitchd.Pid} has ended");
        var last = Json.Parse(result.Lines[^1]);
        Assert.Equal(daemon.Probes, last.Counts());
        var handlers = last.GetProperty("handlers").EnumerateArray().ToDictionary(h => h.At("tid").GetInt64());
        Assert.Equal(daemon.Handlers.Select(h => h.Tid).Order(), handlers.Keys.Order());
        foreach (var (tid, name, hits, all) in daemon.Handlers)
        {
            var handler = handlers[tid];
            Assert.Equal(name, handler.At("name").GetString());
            Assert.Equal(hits["recv_upcall"], handler.At("upcalls").GetInt64());
            Assert.Equal(hits.GetValueOrDefault("op_flow_put"), handler.At("puts").GetInt64());
            Assert.Equal(hits.GetValueOrDefault("op_flow_execute"), handler.At("executes").GetInt64());
            Assert.Equal(all.At("upcalls_without_put").GetInt64(), handler.At("without_put").GetInt64());

            // A batch of which nothing is put or executed cannot be told from the next one.
            Assert.InRange(handler.At("batches").GetInt64(), 1, all.At("batches").GetInt64());
        }

        Assert.Equal(tinyRing, last.At("lost.details").GetInt64() > 0);
    }

    [LiveFact]
    public void Batch_counts_the_churn_that_the_daemon_made()
    {
        using var vswitchd = VswitchdDouble.Start(
            "--rate 3000 --flows 2000 --flow-limit 700 --delete 40 --round-ms 150 --for 1 --seed 12 --attached 13 --linger-ms 500");
        var result = OvsTopProgram.Run(["batch", "--format", "json", "--interval", "500ms", "--pid", $"{vswitchd.Pid}"]);
        var daemon = vswitchd.Finish(Limit);
        var last = Json.Parse(result.Lines[^1]);
        var expected = daemon.GetProperty("churn").EnumerateObject().Where(reason => reason.Value.GetInt64() > 0)
            .ToDictionary(reason => reason.Name == "NONE" ? "unexplained" : reason.Name, reason => reason.Value.GetInt64());
        Assert.Equal(expected, last.At("churn.reasons").EnumerateObject().ToDictionary(reason => reason.Name, reason => reason.Value.GetInt64()));
        Assert.Equal(expected.Values.Sum(), last.At("churn.puts").GetInt64());
        Assert.Equal(daemon.At("counts.op_flow_put").GetInt64() - daemon.At("puts_modify").GetInt64(), last.At("flows.puts").GetInt64());
        Assert.Equal(daemon.At("deletes_unexplained").GetInt64(), last.At("flows.deletes_unexplained").GetInt64());
    }

    [LiveTheory]
    [InlineData("1000", false)]
    [InlineData("20000", false)]
    [InlineData("max", false)]
    [InlineData("1000", true)]
    [InlineData("20000", true)]
    [InlineData("max", true)]
    public void The_screen_counts_what_the_daemon_did(string rate, bool tinyRing)
    {
        using var vswitchd = Start(rate, Always.Length);
        using var terminal = TmuxSession.Start(200, 50, ["--pid", $"{vswitchd.Pid}", "--view", "upcalls", .. tinyRing ? TinyRing : []]);
        var daemon = new DaemonCounts(vswitchd.Finish(Limit));
        string upcalls = terminal.WaitFor("○ ended", "counts exact · USDT 8");
        var rows = ScreenTable.Read(upcalls, "handler").ToDictionary(row => row["handler"]);
        foreach (var (tid, name, hits, all) in daemon.Handlers)
        {
            var row = rows[name];
            Assert.Equal(tid, row.Number("tid"));
            Assert.Equal(hits["recv_upcall"], row.Number("total"));
            Assert.Equal(hits.GetValueOrDefault("op_flow_put"), row.Number("all puts"));
            Assert.Equal(hits.GetValueOrDefault("op_flow_execute"), row.Number("all execs"));
            Assert.Equal(all.At("upcalls_without_put").GetInt64(), row.Number("no put"));
        }

        Assert.Equal(daemon.Probes["recv_upcall"], rows["total"].Number("total"));
        Assert.Equal(daemon.Probes["op_flow_put"], rows["total"].Number("all puts"));
        Assert.Equal(daemon.Probes["op_flow_execute"], rows["total"].Number("all execs"));
        Assert.Equal(tinyRing, !upcalls.Contains("details lost 0 ·", StringComparison.Ordinal));

        terminal.Press("8");
        var probes = ScreenTable.Read(terminal.WaitFor("─ 8 Main loop"), "probe").ToDictionary(row => row["probe"], row => row.Number("total"));
        Assert.Equal(daemon.Probes.Where(p => Always.Contains(p.Key)), probes);
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [LiveFact]
    public void A_daemon_that_is_replaced_is_watched_again()
    {
        using var folder = new TemporaryFolder();
        using var first = VswitchdDouble.Start("--rate 1000 --for 600 --linger-ms 0");
        Name(first.Pid);
        using var terminal = TmuxSession.StartWith(200, 50, [$"OVS_RUNDIR={folder.Path}"]);
        terminal.WaitFor($"ovs-vswitchd {first.Pid}", "● live", "handler1");
        int gone = first.Pid;

        // One that cannot be watched yet; without a name in the file ovstop would take any daemon that runs on this machine.
        using var starting = new FakeVswitchd();
        Name(starting.Pid);
        Signals.Send(gone, "KILL");
        Assert.True(SpinWait.SpinUntil(() => !first.IsRunning, Limit));
        terminal.WaitFor($"ovs-vswitchd {gone} has ended: ovs-vswitchd {starting.Pid} has no USDT probes");
        using var second = VswitchdDouble.Start("--rate 1000 --for 600 --linger-ms 0");
        Name(second.Pid);
        terminal.WaitFor($"ovs-vswitchd {gone} has ended", $"ovs-vswitchd {second.Pid}", "handler1");
        Signals.Send(terminal.Pid, "INT");
        Assert.Equal(130, terminal.WaitForExit());

        void Name(int pid) => File.Move(folder.Write("new", $"{pid}\n"), folder.Combine("ovs-vswitchd.pid"), overwrite: true);
    }

    private static VswitchdDouble Start(string rate, int probes) =>
        VswitchdDouble.Start($"--handlers 4 --revalidators 2 --rate {rate} --for 1 --seed 11 --flows 500 --attached {probes} --linger-ms 500");
}
