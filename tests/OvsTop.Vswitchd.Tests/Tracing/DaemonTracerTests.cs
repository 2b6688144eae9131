using OvsTop.Model.Traces;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Tests.Unixctl;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Tracing;

/// <summary>A daemon that traces upcalls itself is another source, asked in its own words.</summary>
public sealed class DaemonTracerTests : IDisposable
{
    private static readonly UnixctlOptions Free = new()
    {
        Timeout = TimeSpan.FromSeconds(30),
        RequestsPerSecond = 1e6,
        Duty = 1,
        FirstBackOff = TimeSpan.Zero,
        DaemonTraces = true,
    };

    private readonly TemporaryDirectory _directory = new();

    private string Socket => _directory.Combine("ctl");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_it_traced_is_found_by_flow_and_actions_and_what_was_created_is_deleted()
    {
        var daemon = new TracingDaemon();
        await using var listening = daemon.Listen(Socket);
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Free);
        var tracer = new DaemonTracer(client, "ip", agreed: true, TimeSpan.FromMilliseconds(1));
        var replay = TraceText.Parse(TracingDaemon.Reply.Replace("in_port=1", "in_port=2", StringComparison.Ordinal))!;
        await Eventually.Until(() => tracer.Find(replay) is not null);
        Assert.Equal("2", tracer.Find(replay)!.Id);
        Assert.Equal(["br0 ip"], daemon.Traced);
        Assert.Null(tracer.Find(replay with { DatapathActions = "3" }));
        Assert.Null(tracer.Find(replay with { Flow = "ip,in_port=7" }));

        await tracer.DisposeAsync();
        Assert.Empty(daemon.Traced);
        Assert.Equal("", tracer.Note);
        Assert.Equal("upcall/trace/delete br0", listening.Requests[^1]);

        // A trace is asked for once.
        Assert.Equal(2, listening.Requests.Count(request => request.StartsWith("upcall/trace/get", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_consent_nothing_is_created_and_it_is_said_that_it_could_be()
    {
        var daemon = new TracingDaemon();
        await using var listening = daemon.Listen(Socket);
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Free with { DaemonTraces = false });
        await using var tracer = new DaemonTracer(client, "ip", agreed: false, TimeSpan.FromMilliseconds(1));
        await Eventually.Until(() => tracer.Note.Length > 0);
        Assert.Contains("--daemon-traces", tracer.Note, StringComparison.Ordinal);
        Assert.Equal(["list-commands"], listening.Requests);
        await Assert.ThrowsAsync<ArgumentException>(() => client.CallAsync("upcall/trace/create", ReadOnlyMemory<string>.Empty, default));
    }

    [Theory]
    [InlineData("BRIDGE FLOW COLOUR")]
    [InlineData("{BRIDGE|DP} FLOW")]
    [InlineData("")]
    public async Task A_syntax_that_is_not_known_is_not_used_and_is_shown(string usage)
    {
        var daemon = new TracingDaemon(usage);
        await using var listening = daemon.Listen(Socket);
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Free);
        await using var tracer = new DaemonTracer(client, "ip", agreed: true, TimeSpan.FromMilliseconds(1));
        await Eventually.Until(() => tracer.Note.Length > 0);
        Assert.Contains("unknown syntax", tracer.Note, StringComparison.Ordinal);
        Assert.Contains(usage, tracer.Note, StringComparison.Ordinal);
        Assert.Equal(["list-commands"], listening.Requests);
    }

    [Theory]
    [InlineData("bridge [flow] [size]")]
    [InlineData("<bridge> <filter> [-n COUNT]")]
    public async Task Other_spellings_of_the_same_are_understood(string usage)
    {
        var daemon = new TracingDaemon(usage);
        await using var listening = daemon.Listen(Socket);
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Free);
        await using var tracer = new DaemonTracer(client, "tcp", agreed: true, TimeSpan.FromMilliseconds(1));
        await Eventually.Until(() => daemon.Traced.Count > 0);
        Assert.Equal(["br0 tcp"], daemon.Traced);
    }

    [Fact]
    public async Task A_daemon_without_such_commands_is_left_alone()
    {
        await using var listening = new FakeDaemon(Socket, c => c.Result("The available commands are:\n  ofproto/trace         X\n  upcall/show             \n"));
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Free);
        await using var tracer = new DaemonTracer(client, "", agreed: true, TimeSpan.FromMilliseconds(1));
        await Eventually.Until(() => listening.Requests.Length == 1);
        Assert.Equal("", tracer.Note);
    }
}
