using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>A filter typed into the running program: the kernel narrows, nothing is detached, no count is lost.</summary>
[Collection(LiveCollection.Name)]
public sealed class LiveFilterTests
{
    [LiveFact]
    public void Typing_a_filter_narrows_live_traffic_and_all_packets_stay_counted()
    {
        using var state = new TemporaryFolder();
        using var vswitchd = VswitchdDouble.Start("--handlers 2 --revalidators 1 --rate 3000 --for 600 --seed 31 --flows 30000 --attached 8 --linger-ms 500");
        using var terminal = TmuxSession.StartWith(
            200, 50, [$"XDG_STATE_HOME={state.Path}"], "--pid", $"{vswitchd.Pid}", "--view", "upcalls", "--interval", "500ms");
        terminal.WaitFor("filter none", "● live", "handler1", "handler2");
        terminal.Press("/");
        terminal.Type("in_port=1");
        terminal.WaitUntil(
            screen => screen.Contains("filter in_port=1  kernel", StringComparison.Ordinal) && ScreenTable.Read(screen, "handler").ToDictionary(row => row["handler"], row => row.Number("total")) is var totals
                && totals.TryGetValue("all", out long all) && totals.TryGetValue("total", out long matching) && matching > 0 && matching < all,
            "some upcalls that match, of all");
        vswitchd.End();
        var daemon = vswitchd.Finish(TimeSpan.FromSeconds(30));
        string ended = terminal.WaitFor("○ ended", "USDT 8");
        var rows = ScreenTable.Read(ended, "handler").ToDictionary(row => row["handler"]);
        Assert.Equal(daemon.GetProperty("counts").GetProperty("recv_upcall").GetInt64(), rows["all"].Number("total"));
        long arrived = daemon.GetProperty("in_ports").GetProperty("1").GetInt64();
        Assert.InRange(rows["total"].Number("total"), 1, arrived);
        Assert.True(arrived < rows["all"].Number("total"), "the filter must leave something out");
        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }
}
