using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Tests.Support;
using OvsTop.Vswitchd.Tests.Unixctl;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Tracing;

/// <summary>Whatever a daemon answers: a line of status, no exception, no growth; alone, for the heap is everybody's.</summary>
[CollectionDefinition(nameof(HostileDaemonTests), DisableParallelization = true)]
[Collection(nameof(HostileDaemonTests))]
public sealed class HostileDaemonTests : IDisposable
{
    private static readonly UnixctlOptions Hasty = new()
    {
        LongestReply = 4 << 20,
        LongestWait = TimeSpan.FromMinutes(1),
        RequestsPerSecond = 1e6,
        Duty = 1,
        FirstBackOff = TimeSpan.FromMilliseconds(1),
        LongestBackOff = TimeSpan.FromMilliseconds(1),
    };

    private static readonly byte[] Junk = [.. Enumerable.Repeat((byte)'x', 1 << 16)];

    private readonly TemporaryDirectory _directory = new();

    private string Socket => _directory.Combine("ctl");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task One_that_says_nothing() => Survive(c => c.Silence(), "no answer to");

    [Fact]
    public Task One_that_says_half_a_sentence() => Survive(
        async c =>
        {
            await c.Send($"{{\"id\":{c.Id},\"result\":\"Flow: i");
            await c.Silence();
        },
        "no answer to");

    [Fact]
    public Task One_that_hangs_up_in_the_middle() => Survive(
        async c =>
        {
            await c.Send($"{{\"id\":{c.Id},\"result\":\"Flow: i");
            c.Socket.Dispose();
        },
        "closed the connection");

    [Fact]
    public Task One_that_talks_nonsense() => Survive(c => c.Send("\u0001\u001b[2J}}]{[ HTTP/1.1 400"), "is not understood");

    [Fact]
    public Task One_that_answers_with_a_hundred_megabytes() => Survive(
        async c =>
        {
            await c.Send($"{{\"id\":{c.Id},\"result\":\"");
            for (int i = 0; i < 1600; i++)
            {
                await c.Send(Junk);
            }

            await c.Send("\",\"error\":null}");
        },
        "is longer than", "no answer to");

    [Fact]
    public Task One_that_drips_without_end() => Survive(
        async c =>
        {
            while (!c.Stopped.IsCancellationRequested)
            {
                await c.Send(" ");
                await Task.Delay(5, c.Stopped);
            }
        },
        "no answer to");

    /// <summary>The long and the many: what is kept of replies has a bound in characters, not only in number.</summary>
    [Fact]
    public void Replies_of_megabytes_give_way_to_newer_ones()
    {
        var queue = new ReplayQueue();
        string text = "Flow: ip\n\nbridge(\"b\")\n---\n 0. priority 0\n" + string.Concat(Enumerable.Repeat("    output:1\n", 90_000)) + "\nFinal flow: unchanged\nMegaflow: ip\nDatapath actions: 2";
        var reply = TraceText.Parse(text)!;
        Assert.InRange(reply.Length, 1_000_000, text.Length);
        for (long round = 1; round <= 60; round++)
        {
            queue.Done(new ReplayRequest(round, 0, $"in_port({round})", "2"), new RoundReplay { Reply = reply }, 0);
        }

        Assert.InRange(Enumerable.Range(1, 60).Count(round => queue.Find(round) is not null), 1, ReplayQueue.MostCharacters / 1_000_000);
        Assert.NotNull(queue.Find(60));
    }

    private async Task Survive(Func<FakeDaemon.Conversation, Task> answer, params string[] said)
    {
        const int Tries = 4;
        await using var daemon = new FakeDaemon(Socket, answer);
        // Only who may be late is not waited for: on a busy machine anybody else may be, too.
        var patience = said.Contains("no answer to") ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(30);
        using var client = new UnixctlClient(new UnixctlEndpoint("/", Socket), Hasty with { Timeout = patience });
        using var replayer = new RoundReplayer(client, TimeSpan.FromMilliseconds(1));
        using var inspector = new FlowInspector(client, [TimeSpan.Zero]);
        await using var tracer = new DaemonTracer(client, "", agreed: true, TimeSpan.FromMilliseconds(1));
        var flow = new Ufid(1, 2, 3, 4);
        replayer.Want([new ReplayRequest(1, 5, "recirc_id(0x5),in_port(2)", "2"), new ReplayRequest(2, 0, "in_port(2)", "2")]);
        inspector.Want([flow]);
        await Eventually.Until(() => daemon.Requests.Length >= Tries && replayer.Trouble.Length > 0 && tracer.Note.Length > 0 && inspector.Find(flow)?.RulesProblem.Length > 0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int asked = daemon.Requests.Length;
        await Eventually.Until(() => daemon.Requests.Length >= asked + Tries);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 12L << 20);

        Assert.All(
            new[] { replayer.Trouble, tracer.Note, inspector.Find(flow)!.RulesProblem },
            line =>
            {
                Assert.Contains(said, words => line.Contains(words, StringComparison.Ordinal));
                Assert.DoesNotContain(line, char.IsControl);
                Assert.InRange(line.Length, 1, 400);
            });
        Assert.Null(replayer.Find(1));
    }
}
