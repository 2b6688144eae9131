using NSubstitute;
using NSubstitute.ExceptionExtensions;
using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Tracing;

public sealed class FlowInspectorTests
{
    private const string Rule = "br0\n  cookie=0xa1, duration=41s, n_packets=13, n_bytes=702, priority=100,ct_state=-trk,ip,in_port=1,actions=ct(table=1,zone=1)\n";
    private const string Line = "recirc_id(0),in_port(2),ct_state(-trk),eth_type(0x0800),ipv4(frag=no), packets:3, bytes:162, used:1.231s, flags:S, actions:ct(zone=1),recirc(0x5c8)";

    private static readonly Ufid Flow = new(0x05297843, 0xd0aa40eb, 0x96f0e785, 0x9496633b);
    private static readonly TimeSpan[] AtOnce = [TimeSpan.Zero, TimeSpan.Zero];

    private readonly IUnixctl _unixctl = Substitute.For<IUnixctl>();

    public FlowInspectorTests()
    {
        Answer("list-commands", "The available commands are:\n  ofproto/detrace         UFID [pmd=PMD-ID]\n");
        Answer("dpif/show", "system@ovs-system: hit:2 missed:4\n  br0:\n    br0 65534/1: (internal)\n");
        Answer("dpctl/get-flow", Line + "\n");
    }

    [Fact]
    public async Task Rules_and_the_datapaths_line_are_asked_with_the_full_name_and_the_kernels_pmd()
    {
        Answer("ofproto/detrace", Rule);
        var answer = await Ask(AtOnce);
        Assert.Equal((Line, ""), (answer.Flow, answer.FlowProblem));
        Assert.Equal(new FlowRule("br0", 0, 0xa1, "priority=100,ct_state=-trk,ip,in_port=1,actions=ct(table=1,zone=1)", 13), Assert.Single(answer.Rules!));
        await Received("dpctl/get-flow", "system@ovs-system", $"ufid:{Flow}");
        await Received("ofproto/detrace", $"ufid:{Flow}", "pmd=2147483647");
    }

    [Fact]
    public async Task What_has_no_cache_yet_is_asked_for_again()
    {
        int asked = 0;
        _unixctl.CallAsync("ofproto/detrace", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>())
            .Returns(_ => new UnixctlReply { Result = ++asked < 3 ? "Cache was not found for system@ovs-system\n" : Rule });
        Assert.Single((await Ask(AtOnce)).Rules!);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData("Cache was not found for system@ovs-system\n", "no cache yet: the flow has had no further packets", 3)]
    [InlineData("", "no cache yet: the flow has had no further packets", 3)]
    [InlineData("UFID was not found for system@ovs-system\n", "the flow is no longer there", 1)]
    public async Task What_stays_empty_is_believed_in_the_end(string reply, string problem, int times)
    {
        Answer("ofproto/detrace", reply);
        var answer = await Ask(AtOnce);
        Assert.Equal((null, problem), (answer.Rules, answer.RulesProblem));
        Assert.Equal(times, _unixctl.ReceivedCalls().Count(call => (string)call.GetArguments()[0]! == "ofproto/detrace"));
    }

    [Fact]
    public async Task An_older_daemon_is_not_asked_for_what_it_does_not_have()
    {
        Answer("list-commands", "The available commands are:\n  ofproto/trace         X\n");
        var answer = await Ask(AtOnce);
        Assert.Contains("3.4", answer.RulesProblem, StringComparison.Ordinal);
        Assert.Equal(Line, answer.Flow);
    }

    [Fact]
    public async Task Errors_are_one_line()
    {
        _unixctl.CallAsync("dpctl/get-flow", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>())
            .Returns(new UnixctlReply { Error = "ovs-vswitchd: getting flow (No such file or directory)\nand more" });
        _unixctl.CallAsync("ofproto/detrace", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new UnixctlException(UnixctlFailure.Timeout, "no answer: the main thread is busy"));
        using var inspector = new FlowInspector(_unixctl, AtOnce);
        inspector.Want([Flow]);
        await Eventually.Until(() => inspector.Find(Flow)?.RulesProblem.Length > 0);
        Assert.Contains("busy", inspector.Find(Flow)!.RulesProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_bounded()
    {
        Answer("ofproto/detrace", Rule);
        using var inspector = new FlowInspector(_unixctl, AtOnce);
        for (uint batch = 0; batch < 4; batch++)
        {
            Ufid[] flows = [.. Enumerable.Range(0, 100).Select(i => new Ufid((batch * 100) + (uint)i, 0, 0, 0))];
            inspector.Want(flows);
            await Eventually.Until(() => flows.All(flow => inspector.Find(flow) is { IsPending: false }));
        }

        Assert.Null(inspector.Find(new Ufid(0, 0, 0, 0)));
        Assert.NotNull(inspector.Find(new Ufid(399, 0, 0, 0)));
    }

    [Fact]
    public async Task After_an_error_that_nobody_expected_it_says_so_and_can_be_disposed()
    {
        _unixctl.CallAsync("dpctl/get-flow", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>()).ThrowsAsync(new InvalidOperationException("unheard of"));
        using var inspector = new FlowInspector(_unixctl, AtOnce);
        inspector.Want([Flow]);
        var another = new Ufid(1, 2, 3, 4);
        await Eventually.Until(() => inspector.Find(another)?.RulesProblem == "unheard of");
        Assert.Null(Record.Exception(inspector.Dispose));
        Assert.Null(Record.Exception(inspector.Dispose));
    }

    private async Task<FlowAnswer> Ask(TimeSpan[] again)
    {
        using var inspector = new FlowInspector(_unixctl, again);
        inspector.Want([Flow]);
        await Eventually.Until(() => inspector.Find(Flow) is { IsPending: false });
        return inspector.Find(Flow)!;
    }

    private Task<UnixctlReply> Received(string method, params string[] args) => _unixctl.Received(1).CallAsync(
        method, Arg.Is<ReadOnlyMemory<string>>(given => given.ToArray().SequenceEqual(args)), Arg.Any<CancellationToken>());

    private void Answer(string method, string reply) =>
        _unixctl.CallAsync(method, Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>()).Returns(new UnixctlReply { Result = reply });
}
