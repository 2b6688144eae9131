using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Unixctl;

public sealed class UnixctlCommandsTests
{
    private const string Flow = "recirc_id(0x5),in_port(2),eth_type(0x0800)";

    [Theory]
    [InlineData("version")]
    [InlineData("dpctl/show", "-s")]
    [InlineData("dpctl/dump-flows", "-m", "--no-names", "system@ovs-system", "filter=in_port=1")]
    [InlineData("dpctl/get-flow", "system@ovs-system", "ufid:05297843-d0aa-40eb-96f0-e7859496633b")]
    [InlineData("ofproto/detrace", "ufid:05297843-d0aa-40eb-96f0-e7859496633b", "pmd=2147483647")]
    [InlineData("ofproto/trace", "ovs-system", Flow)]
    [InlineData("ofproto/trace", Flow)]
    [InlineData("ofproto/trace", "--ct-next", "trk,est", "--ct-next", "trk", "br0", "in_port=1,udp")]
    [InlineData("ofproto/trace", "ovs-system", Flow, "--ct-next", "trk,new")]
    public void What_only_reads_is_allowed(string method, params string[] args) => UnixctlCommands.Check(method, args);

    [Theory]
    [InlineData("")]
    [InlineData("exit")]
    [InlineData("Version")]
    [InlineData("set-options", "--format", "json")]
    [InlineData("revalidator/purge")]
    [InlineData("upcall/set-flow-limit", "1000")]
    [InlineData("dpctl/del-flows")]
    [InlineData("dpctl/show", "--names")]
    [InlineData("dpctl/show", "--may-create")]
    [InlineData("dpctl/show", "--clear")]
    [InlineData("dpctl/dump-flows", "--names")]
    [InlineData("dpctl/dump-flows", "-m")]
    [InlineData("dpctl/dump-flows", "-sm")]
    [InlineData("dpctl/get-flow", "--more", "ufid:05297843-d0aa-40eb-96f0-e7859496633b")]
    [InlineData("ofproto/trace-packet-out", "br0", "in_port=1", "output:2")]
    [InlineData("ofproto/trace")]
    [InlineData("ofproto/trace", "--names", "ovs-system", Flow)]
    [InlineData("ofproto/trace", "-generate", "ovs-system", Flow)]
    [InlineData("ofproto/trace", "ovs-system", Flow, "--generate")]
    [InlineData("ofproto/trace", "ovs-system", Flow, "--l7-len", "10")]
    [InlineData("ofproto/trace", "ovs-system", Flow, "5054000000025054000000010800")]
    [InlineData("ofproto/trace", Flow, "50 54 00 00 00 02")]
    [InlineData("ofproto/trace", "--ct-next", Flow)]
    [InlineData("ofproto/trace", "--ct-next", "-generate", Flow, "505400")]
    public void What_acts_or_costs_too_much_is_refused(string method, params string[] args)
    {
        var error = Assert.Throws<ArgumentException>(() => UnixctlCommands.Check(method, args));

        Assert.Contains($"'{method}' is not", error.Message);
    }

    [Fact]
    public void Exactly_the_commands_of_the_design_are_allowed() =>
        Assert.Equal(
        [
            "coverage/show", "dpctl/dump-flows", "dpctl/get-flow", "dpctl/show", "dpif-netdev/pmd-perf-show", "dpif-netdev/pmd-stats-show", "dpif-netlink/dispatch-mode",
            "dpif/show", "list-commands", "memory/show", "ofproto/detrace", "ofproto/trace", "upcall/show", "version",
        ],
            UnixctlCommands.Allowed.Order(StringComparer.Ordinal));
}
