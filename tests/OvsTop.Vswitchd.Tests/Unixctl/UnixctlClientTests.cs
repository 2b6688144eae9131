using System.Text;
using OvsTop.Vswitchd.Unixctl;
using static OvsTop.Vswitchd.Tests.Unixctl.FakeDaemon;

namespace OvsTop.Vswitchd.Tests.Unixctl;

public sealed class UnixctlClientTests : IDisposable
{
    /// <summary>Limits out of the way; each test tightens the one it is about.</summary>
    private static readonly UnixctlOptions Free = new()
    {
        Timeout = TimeSpan.FromSeconds(30),
        LongestWait = TimeSpan.FromSeconds(30),
        RequestsPerSecond = 1e6,
        Duty = 1,
        FirstBackOff = TimeSpan.Zero,
    };

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Questions_are_answered_one_after_the_other_on_one_connection()
    {
        await using var daemon = Daemon(c => c.Result($"answer \"{c.Id}\"\n"));
        using var client = Client();

        var first = await Ask(client, "version");
        var second = await Ask(client, "dpctl/get-flow", "system@ovs-system", "ufid:05297843-d0aa-40eb-96f0-e7859496633b");

        Assert.Equal(("answer \"1\"\n", "answer \"2\"\n", false), (first.Result, second.Result, second.IsJson));
        Assert.Equal(["version", "dpctl/get-flow system@ovs-system ufid:05297843-d0aa-40eb-96f0-e7859496633b"], daemon.Requests);
        Assert.Equal(1, daemon.Connections);
        Assert.True(first.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task An_answer_may_come_byte_by_byte()
    {
        await using var daemon = Daemon(async c =>
        {
            foreach (byte b in Encoding.UTF8.GetBytes($$"""  {"result":"a}\"]{\\","id":{{c.Id}},"error":null}""")) await c.Send(new byte[] { b });
        });
        using var client = Client();

        Assert.Equal("a}\"]{\\", (await Ask(client, "version")).Result);
    }

    [Fact]
    public async Task A_long_answer_is_read_whole_and_the_next_one_too()
    {
        string text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"flow {i}\n"));
        await using var daemon = Daemon(c => c.Result(c.Id == 1 ? text : "short"));
        using var client = Client();

        Assert.Equal(text, (await Ask(client, "dpctl/dump-flows")).Result);
        Assert.Equal("short", (await Ask(client, "version")).Result);
    }

    [Fact]
    public async Task An_error_of_the_command_is_an_answer()
    {
        await using var daemon = Daemon(c => c.Send($$"""{"id":{{c.Id}},"error":"\"upcall/show\" is not a valid command"}"""));
        using var client = Client();

        var reply = await Ask(client, "upcall/show");

        Assert.Equal((null, "\"upcall/show\" is not a valid command"), (reply.Result, reply.Error));
    }

    [Fact]
    public async Task Both_forms_of_newer_releases_are_unwrapped()
    {
        await using var daemon = Daemon(c => c.Send(c.Id == 1
            ? """{"id":1,"result":{"reply-format":"plain","reply":"text\n"},"error":null}"""
            : """{"id":2,"result":{"dp":{"stats":{"hit":"0"}}},"error":null}"""));
        using var client = Client();

        var plain = await Ask(client, "upcall/show");
        var json = await Ask(client, "dpif/show");

        Assert.Equal(("text\n", false), (plain.Result, plain.IsJson));
        Assert.Equal(("""{"dp":{"stats":{"hit":"0"}}}""", true), (json.Result, json.IsJson));
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_does_not_hide_the_rest()
    {
        await using var daemon = Daemon(c => c.Send((byte[])[.. Encoding.UTF8.GetBytes($$"""{"id":{{c.Id}},"result":"port 1: v"""), 0xff, (byte)'x', .. "\",\"error\":null}"u8]));
        using var client = Client();

        Assert.Equal("port 1: v\ufffdx", (await Ask(client, "dpctl/show")).Result);
    }

    [Fact]
    public async Task No_answer_in_time_is_an_error_that_names_the_cause()
    {
        await using var daemon = Daemon(c => c.Silence());
        using var client = Client(Free with { Timeout = TimeSpan.FromMilliseconds(50) });

        var error = await Fails(client, UnixctlFailure.Timeout);

        Assert.StartsWith($"no answer to version from {SocketPath} within 0.05 s: the main thread is busy", error.Message);
    }

    [Fact]
    public async Task After_a_failure_the_client_connects_again()
    {
        await using var daemon = Daemon(c => c.Id == 1 ? c.Send("""{"id":77,"result":"x","error":null}""") : c.Result("well again"));
        using var client = Client();

        await Fails(client, UnixctlFailure.Malformed);

        Assert.Equal("well again", (await Ask(client, "version")).Result);
        Assert.Equal(2, daemon.Connections);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[1,2]")]
    [InlineData("{]")]
    [InlineData("""{"result":"x","error":null}""")]
    [InlineData("""{"id":"1","result":"x"}""")]
    [InlineData("""{"id":2,"result":"x"}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"result":null,"error":null}""")]
    [InlineData("""{"id":1,"result":["x"]}""")]
    [InlineData("""{"id":1,"result":"\ud800"}""")]
    [InlineData("""{"id":1,"result":{"reply-format":"plain","reply":7}}""")]
    [InlineData("""{"id":1,"error":{}}""")]
    [InlineData("""{"id":1,"result":"x","error":null}{"id":2,"result":"unasked","error":null}""")]
    public async Task What_is_no_answer_is_refused(string answer)
    {
        await using var daemon = Daemon(c => c.Send(answer));
        using var client = Client();

        var error = await Fails(client, UnixctlFailure.Malformed);

        Assert.Contains("is not understood", error.Message);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_refused()
    {
        await using var daemon = Daemon(c => c.Result(new string('x', 1 << 20)));
        using var client = Client(Free with { LongestReply = 100_000 });

        var error = await Fails(client, UnixctlFailure.TooLarge);

        Assert.Contains("longer than 100000 bytes", error.Message);
    }

    [Fact]
    public async Task Half_an_answer_is_no_answer_and_is_not_asked_for_again()
    {
        await using var daemon = Daemon(async c =>
        {
            if (c.Id > 1) await c.Send("""{"id":2,"result":"hal""");
            else await c.Result("whole");
            if (c.Id > 1) c.Socket.Dispose();
        });
        using var client = Client();
        await Ask(client, "version");

        var error = await Fails(client, UnixctlFailure.Closed);

        Assert.Contains("after 21 bytes of the answer to version", error.Message);
        Assert.Equal(2, daemon.Requests.Length);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_opened_again_without_a_word()
    {
        await using var daemon = Daemon(async c =>
        {
            await c.Result("once");
            c.Socket.Dispose();
        });
        using var client = Client();

        await Ask(client, "version");

        Assert.Equal("once", (await Ask(client, "version")).Result);
        Assert.Equal(2, daemon.Connections);
    }

    [Fact]
    public async Task Nobody_listening_is_an_error_with_a_pause_that_doubles()
    {
        using var client = Client(Free with { FirstBackOff = TimeSpan.FromHours(1), LongestBackOff = TimeSpan.FromHours(9) });

        var refused = await Fails(client, UnixctlFailure.Unreachable);
        var deferred = await Fails(client, UnixctlFailure.Deferred);

        Assert.Contains(SocketPath, refused.Message);
        Assert.Equal(TimeSpan.FromHours(1), refused.RetryAfter);
        Assert.InRange(deferred.RetryAfter, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Requests_beyond_the_rate_or_the_duty_are_put_off()
    {
        await using var daemon = Daemon(c => c.Result("ok"));
        using var slow = Client(Free with { RequestsPerSecond = 0.001 });
        using var tired = Client(Free with { Duty = 1e-9, DutyCredit = TimeSpan.Zero, FirstCredit = TimeSpan.Zero });

        foreach (var client in (UnixctlClient[])[slow, tired])
        {
            await Ask(client, "version");
            await Fails(client, UnixctlFailure.Deferred);
        }

        Assert.Equal(2, daemon.Requests.Length);
    }

    [Fact]
    public async Task Only_one_request_is_under_way()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var daemon = Daemon(async c =>
        {
            await release.Task.WaitAsync(c.Stopped);
            await c.Result($"{c.Id}");
        });
        using var client = Client();

        var first = Ask(client, "version");
        var second = Ask(client, "memory/show");
        await Task.WhenAny(first, second, Task.Delay(50));
        Assert.True(daemon.Requests.Length <= 1);
        Assert.False(first.IsCompleted || second.IsCompleted);
        release.SetResult();

        Assert.Equal(["1", "2"], [(await first).Result!, (await second).Result!]);
    }

    [Fact]
    public async Task Who_gives_up_is_free_at_once_and_the_next_question_waits_for_the_answer_to_his()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var daemon = Daemon(async c =>
        {
            asked.TrySetResult();
            await release.Task.WaitAsync(c.Stopped);
            await c.Result($"{c.Id}");
        });
        using var client = Client();
        using var cancel = new CancellationTokenSource();
        var given = client.CallAsync("version", default, cancel.Token);
        await asked.Task;

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        var next = Ask(client, "memory/show");
        await Task.WhenAny(next, Task.Delay(50));
        Assert.Equal(["version"], daemon.Requests);
        release.SetResult();

        Assert.Equal("2", (await next).Result);
        Assert.Equal(1, daemon.Connections);
    }

    [Fact]
    public async Task Who_gives_up_before_his_turn_is_not_asked_for()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var daemon = Daemon(async c =>
        {
            await release.Task.WaitAsync(c.Stopped);
            await c.Result($"{c.Id}");
        });
        using var client = Client();
        using var cancel = new CancellationTokenSource();
        var first = Ask(client, "version");
        var given = client.CallAsync("coverage/show", default, cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        release.SetResult();
        await first;
        await Ask(client, "memory/show");

        Assert.Equal(["version", "memory/show"], daemon.Requests);
    }

    [Fact]
    public async Task A_command_that_acts_is_never_sent()
    {
        await using var daemon = Daemon(c => c.Result("done"));
        using var client = Client();

        await Assert.ThrowsAsync<ArgumentException>(() => Ask(client, "revalidator/purge"));

        Assert.Equal(0, daemon.Connections);
    }

    private string SocketPath => directory.Combine("ovs-vswitchd.42.ctl");

    private FakeDaemon Daemon(Func<Conversation, Task> answer) => new(SocketPath, answer);

    private UnixctlClient Client(UnixctlOptions? options = null) => new(new UnixctlEndpoint("/", SocketPath), options ?? Free);

    private static Task<UnixctlReply> Ask(IUnixctl client, string method, params string[] args) => client.CallAsync(method, args, CancellationToken.None);

    private static async Task<UnixctlException> Fails(IUnixctl client, UnixctlFailure failure)
    {
        var error = await Assert.ThrowsAsync<UnixctlException>(() => Ask(client, "version"));
        Assert.Equal(failure, error.Failure);
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }
}
