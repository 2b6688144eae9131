using OvsTop.Checks;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;

namespace OvsTop.Tests.Checks;

public sealed class CheckTextTests
{
    private static readonly CheckLine Kernel = new("kernel", true, "6.1.0 x64");

    [Fact]
    public void Findings_are_marked_good_bad_or_neither()
    {
        string text = Write(new Check([Kernel, new("permissions", false, "CAP_BPF missing")], [new("threads", null, "2 handlers")], [], null));
        Assert.Equal(
            """
            ok kernel                   6.1.0 x64
            NO permissions              CAP_BPF missing
            -- threads                  2 handlers

            ready: 0 of 0 probes attach

            """,
            text);
    }

    [Fact]
    public void A_probe_has_its_sites_arguments_and_what_it_feeds_or_why_it_is_missing()
    {
        var put = ProbeTable.Usdt.Single(p => p.EventName == "op_flow_put");
        var sweep = ProbeTable.Usdt.Single(p => p.EventName == "flow_sweep_result");
        string text = Write(new Check([Kernel], [], [new ProbeStatus(put, 2, true, "8@%rsi 8@%rdx", ""), new ProbeStatus(sweep, 0, false, "", "older than OVS 3.4")], null));
        Assert.Equal(
            $"""
            ok kernel                   6.1.0 x64

            probe                                        since  found  attached
            dpif_netlink_operate__:op_flow_put            2.17      2  yes
                {put.Feeds}; 8@%rsi 8@%rdx
            revalidator_sweep__:flow_sweep_result          3.4     no  no
                without it: {sweep.Feeds}; older than OVS 3.4

            ready: 1 of 2 probes attach

            """,
            text);
    }

    [Fact]
    public void What_keeps_from_watching_stands_last_and_decides_the_exit_code()
    {
        var check = new Check([Kernel], [], [], new SourceException("no ovs-vswitchd runs here", 3));
        Assert.EndsWith("\n\ncannot watch: no ovs-vswitchd runs here\n", Write(check), StringComparison.Ordinal);
        Assert.Equal(3, check.ExitCode);
    }

    [Fact]
    public void A_check_without_a_problem_exits_with_0() => Assert.Equal(0, new Check([Kernel], [], [], null).ExitCode);

    [Theory]
    [InlineData("5.14.0-427.el9.x86_64", true)]
    [InlineData("6.1.0-28-amd64", true)]
    [InlineData("10.0", true)]
    [InlineData("5.13.19", false)]
    [InlineData("4.18.0-553.el8", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    public void Kernels_from_5_14_on_are_new_enough(string release, bool isNewEnough) => Assert.Equal(isNewEnough, MachineFacts.IsNewEnough(release));

    private static string Write(Check check)
    {
        var text = new StringWriter { NewLine = "\n" };
        CheckText.Write(text, check);
        return text.ToString();
    }
}
