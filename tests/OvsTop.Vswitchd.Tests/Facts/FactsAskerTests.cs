using NSubstitute;
using OvsTop.Model.Facts;
using OvsTop.Vswitchd.Facts;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Facts;

public sealed class FactsAskerTests
{
    private const ulong Second = 1_000_000_000;

    private readonly IUnixctl _client = Substitute.For<IUnixctl>();
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, Func<UnixctlReply>> _replies = new()
    {
        ["version"] = () => new UnixctlReply { Result = "ovs-vswitchd (Open vSwitch) 3.1.0\n" },
        ["upcall/show"] = () => new UnixctlReply { Result = "system@ovs-system:\n  flows : (current 7) (avg 5) (max 9) (limit 10000)\n  dump duration : 12ms\n\n  4: (keys 3)\n  5: (keys 4)\n" },
        ["dpctl/show"] = () => new UnixctlReply { Result = "system@ovs-system:\n  lookups: hit:40 missed:6 lost:2\n  flows: 7\n  port 2: p1\n" },
        ["coverage/show"] = () => new UnixctlReply { Result = "upcall_flow_limit_hit 0.0/sec 0.000/sec 0.0000/sec total: 17\nutil_xalloc 0.0/sec 0.000/sec 0.0000/sec total: 17000\n" },
        ["memory/show"] = () => new UnixctlReply { Result = "handlers:2 udpif keys:7\n" },
        ["dpif/show"] = () => new UnixctlReply { Result = "system@ovs-system: hit:40 missed:6\n  br0:\n    p1 1/2: (system)\n" },
    };

    private ulong _now = Second;

    public FactsAskerTests() => _client.CallAsync(default!, default, default).ReturnsForAnyArgs(call =>
    {
        _asked.Add(call.Arg<string>());
        return Task.FromResult(_replies[call.Arg<string>()]() with { Duration = TimeSpan.FromMilliseconds(3) });
    });

    [Fact]
    public async Task Every_answer_is_kept_with_its_time_and_duration()
    {
        var facts = await Run(seconds: 8);

        Assert.Equal("3.1.0", facts.Version);
        Assert.Equal((7UL, 10_000UL, 12UL), (facts.FlowTables!.Value[0].CurrentFlows, facts.FlowTables.Value[0].FlowLimit, facts.FlowTables.Value[0].DumpDurationMs));
        Assert.Equal([new RevalidatorKeys(4, 3), new RevalidatorKeys(5, 4)], facts.FlowTables.Value[0].Revalidators);
        Assert.Equal((40UL, 6UL, 2UL), (facts.Datapaths!.Value[0].Hits, facts.Datapaths.Value[0].Misses, facts.Datapaths.Value[0].Lost));
        Assert.Equal(3_000_000UL, facts.Datapaths.TookNs);
        Assert.Equal(["upcall_flow_limit_hit"], facts.Coverage!.Value.Keys);
        Assert.Equal(7UL, facts.Memory!.Value["udpif keys"]);
        Assert.Equal("p1", Assert.Single(facts.Ports!.Value).Name);
        Assert.Equal([new ThreadFact(11, "handler1")], facts.Threads);
        Assert.Null(facts.Trouble);
        Assert.Equal((ulong)_asked.Count, facts.Requests);
    }

    [Fact]
    public async Task Each_is_asked_once_then_as_often_as_it_wants_and_the_userspace_commands_never_on_the_kernel_datapath()
    {
        await Run(seconds: 120);

        Assert.Equal(["upcall/show", "dpctl/show", "version", "coverage/show", "memory/show", "dpif/show"], _asked.Take(6));
        Assert.InRange(_asked.Count, 95, 120);
        var times = _asked.CountBy(method => method).ToDictionary();
        Assert.Equal(1, times["version"]);
        Assert.InRange(times["upcall/show"], 45, 61);
        Assert.InRange(times["dpctl/show"], 25, 31);
        Assert.InRange(times["coverage/show"], 10, 13);
        Assert.DoesNotContain("dpif-netdev/pmd-perf-show", _asked);
    }

    [Fact]
    public async Task A_userspace_datapath_is_asked_for_its_threads_with_both_commands_before_4_0()
    {
        Userspace("3.1.0");
        var facts = await Run(seconds: 60);

        var thread = Assert.Single(facts.Pmds!.Value);
        Assert.Equal((100UL, 31.5), (thread.Upcalls, thread.UsPerUpcall));
        Assert.Contains("dpif-netdev/pmd-stats-show", _asked);
    }

    [Fact]
    public async Task Since_4_0_one_command_says_it_all()
    {
        Userspace("4.0.0");
        var facts = await Run(seconds: 60);

        Assert.Equal((90UL, 31.5), (facts.Pmds!.Value[0].Upcalls, facts.Pmds.Value[0].UsPerUpcall));
        Assert.DoesNotContain("dpif-netdev/pmd-stats-show", _asked);
    }

    [Fact]
    public async Task While_the_daemon_does_not_answer_the_old_facts_stay_and_the_trouble_says_until_when()
    {
        var facts = await Run(seconds: 3);
        foreach (string method in _replies.Keys)
        {
            _replies[method] = () => throw new UnixctlException(UnixctlFailure.Timeout, "no answer", TimeSpan.FromSeconds(40));
        }

        var asker = _asker!;
        Assert.Equal(TimeSpan.FromSeconds(40), await asker.StepAsync(CancellationToken.None));
        Assert.Equal(("timeout", _now + 40 * Second), (asker.Facts.Trouble, asker.Facts.RetryAtNs));
        Assert.Same(facts.FlowTables, asker.Facts.FlowTables);

        _replies["memory/show"] = () => new UnixctlReply { Result = "handlers:2\n" };
        _now += 40 * Second;
        await asker.StepAsync(CancellationToken.None);
        Assert.Null(asker.Facts.Trouble);
    }

    [Fact]
    public async Task A_refused_command_is_named_with_the_reason_and_not_asked_again_soon()
    {
        _replies["memory/show"] = () => new UnixctlReply { Error = "\"memory/show\" is not a valid command\nsecond line" };
        var facts = await Run(seconds: 300);

        Assert.Equal("\"memory/show\" is not a valid command", facts.Unanswered["memory/show"]);
        Assert.Null(facts.Memory);
        Assert.Equal(1, _asked.Count(method => method == "memory/show"));
    }

    [Fact]
    public async Task Without_a_socket_it_looks_again_ten_seconds_later_and_has_sent_nothing()
    {
        var asker = new FactsAsker(() => throw new UnixctlException(UnixctlFailure.Unreachable, "no control socket"), () => [], () => _now);

        Assert.Equal(TimeSpan.FromSeconds(10), await asker.StepAsync(CancellationToken.None));
        Assert.Equal(("cannot be reached", 0UL), (asker.Facts.Trouble, asker.Facts.Requests));
    }

    private FactsAsker? _asker;

    /// <summary>Steps once a second.</summary>
    private async Task<DaemonFacts> Run(int seconds)
    {
        _asker = new FactsAsker(() => _client, () => [new ThreadFact(11, "handler1")], () => _now);
        for (int i = 0; i < seconds; i++)
        {
            await _asker.StepAsync(CancellationToken.None);
            _now += Second;
        }

        return _asker.Facts;
    }

    private void Userspace(string version)
    {
        _replies["version"] = () => new UnixctlReply { Result = version };
        _replies["upcall/show"] = () => new UnixctlReply { Result = "netdev@ovs-netdev:\n  flows : (current 7) (avg 5) (max 9) (limit 10000)\n" };
        _replies["dpif-netdev/pmd-perf-show"] = () => new UnixctlReply
        {
            Result = "pmd thread numa_id 0 core_id 1:\n  - Used TSC cycles: 9 (100.0 % of total cycles)\n  - Upcalls: 90 ( 1.0 %, 31.5 us/upcall)\n",
        };
        _replies["dpif-netdev/pmd-stats-show"] = () => new UnixctlReply { Result = "pmd thread numa_id 0 core_id 1:\n  miss with success upcall: 100\n" };
    }
}
