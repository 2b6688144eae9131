using OvsTop.EndToEnd.Tests.Running;
using OvsTop.EndToEnd.Tests.Terminals;
using OvsTop.Tests.Support;

namespace OvsTop.EndToEnd.Tests;

/// <summary>Daemons with the probes of older releases: what is there is exact, what is not says so and why.</summary>
[Collection(LiveCollection.Name)]
public sealed class OldReleaseTests
{
    private const string Double = "--handlers 2 --revalidators 1 --rate 400 --linger-ms 3000 --seed 61";

    [LiveTheory]
    [InlineData("2.17", 7, "no such probe before Open vSwitch 3.2", "no such probe before Open vSwitch 3.4")]
    [InlineData("3.2", 11, "no such probe before Open vSwitch 3.4")]
    public void Check_names_what_a_release_lacks(string release, int probes, params string[] reasons)
    {
        using var vswitchd = VswitchdDouble.Start($"--release {release} {Double} --on-cue");
        var check = OvsTopProgram.Run("check", "--pid", $"{vswitchd.Pid}").AssertDone();
        Assert.Contains($"ready: {probes} of 25 probes attach", check.Out, StringComparison.Ordinal);
        Assert.All(reasons, reason => Assert.Contains(reason, check.Out, StringComparison.Ordinal));
        Assert.Contains("without Verdicts: flow_result: no such probe before", check.Out, StringComparison.Ordinal);
    }

    [LiveTheory]
    [InlineData("2.17", 7)]
    [InlineData("3.2", 11)]
    public void Counts_are_exact_and_what_is_not_told_is_null(string release, int probes)
    {
        using var vswitchd = VswitchdDouble.Start($"--release {release} {Double} --attached {probes} --for 3");
        var last = Json.Parse(OvsTopProgram.Run("batch", "--pid", $"{vswitchd.Pid}", "--format", "json").Lines.Last(line => line.StartsWith('{')));
        var daemon = vswitchd.Finish(TimeSpan.FromSeconds(60)).Counts();
        foreach (string probe in (string[])["recv_upcall", "op_flow_put", "op_flow_execute", "op_flow_del"])
        {
            Assert.Equal(daemon[probe], last.Counts()[probe]);
        }

        Assert.Equal(release == "3.2", last.Counts().ContainsKey("sweep_done"));
        Assert.False(last.Counts().ContainsKey("flow_result"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, last.At("revalidator.deletes_unexplained").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, last.At("interval.flows.unexplained_per_s").ValueKind);
    }

    [LiveTheory]
    [InlineData("2.17", "no rounds: start_dump: no such probe before Open vSwitch 3.2")]
    [InlineData("3.2", "flows     ")]
    public void Every_view_shows_its_figures_or_says_why_it_has_none(string release, string rounds)
    {
        using var vswitchd = VswitchdDouble.Start($"--release {release} {Double} --for 600");
        using var terminal = TmuxSession.Start(120, 35, "--pid", $"{vswitchd.Pid}");
        terminal.WaitFor("● live");
        foreach (var (view, texts) in new (string, string[])[]
        {
            ("1", ["handler1", "translate", "Talkers by in_port"]),
            ("2", ["handler1"]),
            ("3", ["translate  recv -> put built"]),
            ("4", ["no verdicts and reasons: flow_result: no such probe before Open vSwitch 3.4", rounds]),
            ("5", ["in_port", "of all"]),
            ("6", ["no verdicts and reasons: flow_result: no such probe before", "churn"]),
            ("7", ["packets"]),
            ("8", ["run_start -> poll_block"]),
        })
        {
            terminal.Press(view);
            terminal.WaitForView(view, texts);
        }

        terminal.Press("q");
        Assert.Equal(0, terminal.WaitForExit());
    }
}
