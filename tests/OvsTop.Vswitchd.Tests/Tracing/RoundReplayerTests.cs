using NSubstitute;
using NSubstitute.ExceptionExtensions;
using OvsTop.Model.Traces;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Tracing;

public sealed class RoundReplayerTests
{
    private const string Reply = "Flow: ip\n\nbridge(\"br0\")\n-------------\n 0. priority 0\n    drop\n\nFinal flow: unchanged\nMegaflow: ip\nDatapath actions: drop";

    private readonly IUnixctl _unixctl = Substitute.For<IUnixctl>();

    public RoundReplayerTests() => Answer("dpif/show", new UnixctlReply { Result = "system@ovs-system: hit:2 missed:4\n  br0:\n    br0 65534/1: (internal)\n" });

    [Fact]
    public async Task A_round_is_asked_by_the_bare_name_of_its_datapath_and_its_key_alone()
    {
        Answer("ofproto/trace", new UnixctlReply { Result = Reply });
        var replay = await Replay(new ReplayRequest(7, 0, "recirc_id(0),in_port(2)", "drop"));
        Assert.Equal(Agreement.Same, replay.Agreement);
        Assert.Equal("drop", replay.Reply!.DatapathActions);
        await _unixctl.Received(1).CallAsync(
            "ofproto/trace", Arg.Is<ReadOnlyMemory<string>>(args => args.ToArray().SequenceEqual(new[] { "ovs-system", "recirc_id(0),in_port(2)" })), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 0)]
    public async Task What_the_daemon_guesses_of_later_rounds_is_kept_for_the_first_round_alone(uint recircId, int guesses)
    {
        string line = new('=', 79);
        Answer("ofproto/trace", new UnixctlReply { Result = $"{Reply}\n\n{line}\nrecirc(0x4) - resume conntrack\n{line}\n\n{Reply}" });
        var replay = await Replay(new ReplayRequest(7, recircId, "in_port(2)", "drop"));
        Assert.Equal(guesses, replay.Guesses.Count);
        Assert.Equal(Agreement.Same, replay.Agreement);
    }

    [Theory]
    [InlineData("no recirculation data for recirc_id 0x5\n", TraceRefusal.Expired)]
    [InlineData("ovs-system: unknown bridge\n", TraceRefusal.KeyNotTaken)]
    public async Task A_refusal_is_a_result(string error, TraceRefusal refusal)
    {
        Answer("ofproto/trace", new UnixctlReply { Error = error });
        var replay = await Replay(new ReplayRequest(7, 5, "recirc_id(0x5),in_port(2)", "drop"));
        Assert.Equal((refusal, error.TrimEnd(), Agreement.None), (replay.Refusal, replay.Problem, replay.Agreement));
    }

    [Fact]
    public async Task Garbage_is_not_understood()
    {
        Answer("ofproto/trace", new UnixctlReply { Result = "what?" });
        Assert.Equal(TraceRefusal.Other, (await Replay(new ReplayRequest(7, 0, "in_port(2)", null))).Refusal);
    }

    [Fact]
    public async Task A_busy_daemon_is_said_and_the_round_waits()
    {
        _unixctl.CallAsync("ofproto/trace", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new UnixctlException(UnixctlFailure.Timeout, "no answer to ofproto/trace: the main thread is busy"));
        using var replayer = new RoundReplayer(_unixctl);
        replayer.Want([new ReplayRequest(7, 0, "in_port(2)", null)]);
        await Eventually.Until(() => replayer.Trouble.Length > 0);
        Assert.Contains("busy", replayer.Trouble, StringComparison.Ordinal);
        Assert.Null(replayer.Find(7));
    }

    [Fact]
    public async Task After_an_error_that_nobody_expected_it_says_so_and_can_be_disposed()
    {
        _unixctl.CallAsync("ofproto/trace", Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>()).ThrowsAsync(new InvalidOperationException("unheard of"));
        using var replayer = new RoundReplayer(_unixctl);
        replayer.Want([new ReplayRequest(7, 0, "in_port(2)", null)]);
        await Eventually.Until(() => replayer.Trouble == "unheard of");
        Assert.Null(Record.Exception(replayer.Dispose));
        Assert.Null(Record.Exception(replayer.Dispose));
    }

    private async Task<RoundReplay> Replay(ReplayRequest request)
    {
        using var replayer = new RoundReplayer(_unixctl);
        replayer.Want([request]);
        await Eventually.Until(() => replayer.Find(request.Round) is not null);
        return replayer.Find(request.Round)!;
    }

    private void Answer(string method, UnixctlReply reply) =>
        _unixctl.CallAsync(method, Arg.Any<ReadOnlyMemory<string>>(), Arg.Any<CancellationToken>()).Returns(reply);
}
