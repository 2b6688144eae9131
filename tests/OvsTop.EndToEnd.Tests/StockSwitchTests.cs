using System.Diagnostics;
using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>A switch without a single probe and without the kernel module: ovstop shows what it says of itself, and why it has no more.</summary>
[Collection(LiveCollection.Name)]
public sealed class StockSwitchTests
{
    [LiveFact]
    public void Figures_come_from_the_daemon_at_no_more_than_a_request_a_second()
    {
        Assert.Null(StockSwitch.Missing);
        using var daemon = new StockSwitch();
        ulong before = daemon.Requests;
        daemon.Knock();

        var took = Stopwatch.StartNew();
        var result = OvsTopProgram.Run("batch", "--pid", $"{daemon.Pid}", "-n", "12", "--format", "json");
        took.Stop();
        Assert.Equal(0, result.ExitCode);

        var last = Json.Parse(result.Lines.Last(line => line.StartsWith('{')));
        var datapath = last.At("unixctl.datapaths").EnumerateArray().Single();
        Assert.Equal("netdev@ovs-netdev", datapath.GetProperty("name").GetString());
        Assert.True(datapath.GetProperty("flow_limit").GetUInt64() > 0);
        Assert.True(datapath.GetProperty("misses").GetUInt64() > 0, "the daemon sees the packets of who knocks");
        Assert.Equal(datapath.GetProperty("flow_limit").GetUInt64(), last.At("revalidator.flow_limit").GetUInt64());
        Assert.Contains(last.At("unixctl.pmds").EnumerateArray(), pmd => pmd.GetProperty("name").GetString() == "main thread");
        Assert.Contains("no USDT probes", result.Error, StringComparison.Ordinal);

        // The counter's own two questions are in it.
        ulong asked = last.At("unixctl.requests").GetUInt64();
        Assert.InRange(asked, 3UL, (ulong)took.Elapsed.TotalSeconds + 1);
        Assert.InRange(daemon.Requests - before, 0UL, asked + 4);
    }

    [LiveFact]
    public void Every_view_shows_the_daemons_figures_or_says_why_it_has_none()
    {
        Assert.Null(StockSwitch.Missing);
        using var daemon = new StockSwitch();
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{daemon.Pid}");
        terminal.WaitFor("netdev@ovs-netdev", "main thread");
        foreach (var (view, texts) in new (string, string[])[]
        {
            ("2", ["userspace datapath: packets are translated where they are forwarded", "netdev@ovs-netdev"]),
            ("3", ["userspace datapath: packets are translated where they are forwarded"]),
            ("4", ["no USDT probes in this ovs-vswitchd: why flows are deleted is not known", "keys · unixctl"]),
            ("5", ["userspace datapath: packets are translated where they are forwarded"]),
            ("6", ["no USDT probes in this ovs-vswitchd: flows are not seen one by one"]),
            ("7", ["traces need recv_upcall, op_flow_put and op_flow_execute"]),
            ("8", ["no USDT probes in this ovs-vswitchd: the main loop cannot be timed"]),
        })
        {
            terminal.Press(view);
            terminal.WaitForView(view, texts);
        }

        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }
}
