using System.Diagnostics;
using OvsTop.Model;
using OvsTop.Model.Traces;
using OvsTop.Vswitchd.Facts;
using OvsTop.Vswitchd.Tracing;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Unixctl;

/// <summary>The budget of a daemon is that of all who ask it together.</summary>
public sealed class UnixctlClientsTests : IDisposable
{
    /// <summary>A busy machine is not what this is about: only the rate limits.</summary>
    private static readonly UnixctlOptions RateOnly = new() { Timeout = TimeSpan.FromSeconds(30), Duty = 1 };

    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public async Task All_who_ask_share_one_connection_one_request_and_one_bucket()
    {
        const int Enough = 40;
        int underWay = 0, most = 0;
        var daemon = Add(42);
        await using var listening = Listen(42, async c =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await Task.Delay(1, c.Stopped);
            Interlocked.Decrement(ref underWay);
            await c.Result("");
        });
        var clients = new UnixctlClients(RateOnly);
        var clock = Stopwatch.StartNew();
        using (new FactsPoller(daemon, clients))
        using (var replayer = new RoundReplayer(clients.Of(daemon)))
        using (var inspector = new FlowInspector(clients.Of(daemon), []))
        {
            replayer.Want([.. Enumerable.Range(1, Enough).Select(round => new ReplayRequest(round, 0, $"in_port({round})", null))]);
            inspector.Want([.. Enumerable.Range(1, Enough).Select(flow => new Ufid((uint)flow, 0, 0, 0))]);
            string[] ofEach = ["upcall/show", "ofproto/trace", "dpctl/get-flow"];
            while (listening.Requests is var requests && !(requests.Length >= Enough && ofEach.All(method => requests.Any(request => request.StartsWith(method, StringComparison.Ordinal)))))
            {
                await Task.Delay(10);
            }
        }

        int asked = listening.Requests.Length;
        Assert.True(asked <= 1 + (RateOnly.RequestsPerSecond * clock.Elapsed.TotalSeconds), $"{asked} requests in {clock.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal((1, 1), (most, listening.Connections));
    }

    [Fact]
    public async Task What_one_has_spent_another_cannot_spend()
    {
        var daemon = Add(42);
        await using var listening = Listen(42, c => c.Result("ok"));
        var clients = new UnixctlClients(RateOnly with { Duty = 1e-9, DutyCredit = TimeSpan.Zero, FirstCredit = TimeSpan.Zero });

        await clients.Of(daemon).CallAsync("version", default, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<UnixctlException>(() => clients.Of(_proc.Finder.Find(42)).CallAsync("memory/show", default, CancellationToken.None));

        Assert.Equal(UnixctlFailure.Deferred, refused.Failure);
        Assert.Equal(["version"], listening.Requests);
    }

    [Fact]
    public async Task Another_daemon_and_another_run_of_the_same_have_a_client_of_their_own()
    {
        var first = Add(42);
        var second = Add(43);
        await using var one = Listen(42, c => c.Result("one"));
        await using var two = Listen(43, c => c.Result("two"));
        var clients = new UnixctlClients(RateOnly);
        var before = clients.Of(first);

        Assert.Equal("one", (await before.CallAsync("version", default, CancellationToken.None)).Result);
        Assert.Equal("two", (await clients.Of(second).CallAsync("version", default, CancellationToken.None)).Result);
        Assert.Same(before, clients.Of(first));
        Assert.NotSame(before, clients.Of(first with { StartTimeTicks = first.StartTimeTicks + 1 }));
    }

    private Vswitchd.Daemons.Daemon Add(int pid)
    {
        _proc.Add(pid, namespacePids: $"{pid}");
        _proc.Write(pid, "cmdline", "ovs-vswitchd\0unix:/run/openvswitch/db.sock\0");
        _proc.Write(pid, "environ", "");
        return _proc.Finder.Find(pid);
    }

    private FakeDaemon Listen(int pid, Func<FakeDaemon.Conversation, Task> answer)
    {
        // Bound at a short path and moved: bind has a limit of 107 bytes.
        string full = $"{_proc.Proc}/{pid}/root/run/openvswitch/ovs-vswitchd.{pid}.ctl", early = $"{_proc.Run}/s";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var daemon = new FakeDaemon(early, answer);
        File.Move(early, full);
        return daemon;
    }
}
