using OvsTop.Analysis.Aggregators;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Facts;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

/// <summary>Every rule on literal snapshots: at its threshold, just below, and without evidence.</summary>
public sealed class DiagnosisTests
{
    private const ulong Second = 1_000_000_000;

    private static readonly Thresholds Defaults = new();

    public static TheoryData<string, int, Severity?> Imbalances => new()
    {
        { "60 20 20", 0, Severity.Warning },
        { "59 21 20", 0, null },
        { "74 26", 0, null },
        { "76 24", 0, Severity.Warning },
        { "50 50", 0, null },
        { "100", 0, null },
        { "100", 4, Severity.Warning },
    };

    [Theory]
    [MemberData(nameof(Imbalances))]
    public void One_handler_that_serves_most_is_found(string rates, int handlersInProc, Severity? expected)
    {
        double[] perSecond = [.. rates.Split(' ').Select(double.Parse)];
        var now = Quiet with
        {
            Upcalls = Upcalls(perSecond),
            Facts = Facts(lost: 0, handlers: handlersInProc),
        };
        Assert.Equal(expected, Look("handler_imbalance", now)?.Severity);
        Assert.Null(Look("handler_imbalance", now with { Upcalls = Upcalls([.. perSecond.Select(rate => rate * 0.9)]) }));
    }

    [Fact]
    public void An_imbalance_that_loses_packets_is_critical()
    {
        var finding = Look("handler_imbalance", Quiet with { Upcalls = Upcalls(900, 100, 0), Facts = Facts(lost: 0.5, handlers: 4) });

        Assert.Equal((Severity.Critical, "handler1 serves 90% of 1,000 upcalls/s, 2 of 4 handlers have none"), (finding!.Severity, finding.Text));
        Assert.Equal([2], finding.Views);
        Assert.Equal(90, finding.Numbers["share_percent"]);
    }

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.9, false)]
    public void Lost_upcalls_are_found(double lost, bool found) => Assert.Equal(found, Look("upcalls_lost", Quiet with { Facts = Facts(lost) }) is not null);

    [Theory]
    [InlineData(60, 1000, 0, true)]
    [InlineData(59, 1000, 0, false)]
    [InlineData(100, 999, 0, false)]
    [InlineData(60, 100, 1, true)]
    [InlineData(60, 99, 1, false)]
    public void One_port_that_causes_most_upcalls_is_found(double percent, double perSecond, double lost, bool found) =>
        Assert.Equal(found, Look("top_talker", Quiet with { Talkers = Ports(perSecond, percent), Facts = Facts(lost) }) is not null);

    [Fact]
    public void The_top_talker_has_its_name_its_numbers_and_the_view_that_proves_it()
    {
        var finding = Look("top_talker", Quiet with { Talkers = Ports(8000, 71) });

        Assert.Equal("vm-42 (br-int) causes 71% of 8,000 upcalls/s", finding!.Text);
        Assert.Equal((7.0, 71.0, 5680.0, 5), (finding.Numbers["in_port"], finding.Numbers["share_percent"], finding.Numbers["upcalls_per_s"], finding.Views[0]));
    }

    [Theory]
    [InlineData(0.9, 0, 0, null, null)]
    [InlineData(12, 0, 0, "the socket of handler2 overflows: 12.0 of its 600.0 upcalls/s lost (EAGAIN)", null)]
    [InlineData(12, 3, 0, "the socket of handler2 overflows: 12.0 of its 600.0 upcalls/s lost (EAGAIN), 1 more loses 3.0/s", null)]
    [InlineData(0, 0, 5, null, "5.0 of 1,000 upcalls/s lost: ENOTCONN 5.0/s")]
    public void A_full_socket_is_told_by_its_handler_and_other_losses_by_their_error(double second, double first, double nobody, string? overflow, string? lost)
    {
        var upcalls = Upcalls(400, 600);
        var now = Quiet with
        {
            Facts = Facts(lost: second + first + nobody),
            Upcalls = upcalls with
            {
                Handlers = [upcalls.Handlers[0] with { LostPerSecond = Errors(first, 0) }, upcalls.Handlers[1] with { LostPerSecond = Errors(second, 0) }],
                Total = upcalls.Total with { LostPerSecond = Errors(first + second, nobody) },
            },
        };
        Assert.Equal((overflow, lost), (Look("socket_overflow", now)?.Text, Look("upcalls_lost", now)?.Text));
    }

    [Theory]
    [InlineData(5, DaemonFacts.TimedOut, "unixctl has not answered for 5 s: the daemon's main thread is busy")]
    [InlineData(4.9, DaemonFacts.TimedOut, null)]
    [InlineData(9, "cannot be reached", null)]
    [InlineData(9, null, null)]
    public void A_daemon_that_does_not_answer_in_time_is_found(double silentSeconds, string? trouble, string? text)
    {
        var answered = new Reading<IReadOnlyDictionary<string, ulong>>((ulong)((10 - silentSeconds) * Second), 0, new Dictionary<string, ulong>());
        var now = Quiet with { Facts = Facts(lost: 0) with { Latest = new DaemonFacts { Trouble = trouble, Memory = answered } } };
        Assert.Equal(text, Look("unixctl_silent", now)?.Text);
    }

    [Fact]
    public void A_daemon_that_never_answered_is_silent_since_the_start() =>
        Assert.Contains("for 10 s", Look("unixctl_silent", Quiet with { Facts = Facts(lost: 0) with { Latest = new DaemonFacts { Trouble = DaemonFacts.TimedOut } } })!.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(1000, 0, true)]
    [InlineData(999, 0, false)]
    [InlineData(1000, 590, true)]
    [InlineData(1000, 600, false)]
    public void Many_upcalls_with_few_deletes_are_a_storm_by_miss(double upcalls, double deletes, bool found) =>
        Assert.Equal(found, Look("storm_by_miss", Quiet with { Upcalls = Upcalls(upcalls), Revalidator = Rounds(flows: 10, limit: 10_000, deletes: deletes) }) is not null);

    [Theory]
    [InlineData(20, 12, 90, true)]
    [InlineData(19, 19, 90, false)]
    [InlineData(20, 11, 90, false)]
    [InlineData(20, 20, 89, false)]
    public void Deletes_that_keep_up_with_puts_at_a_full_table_are_a_turnover(double puts, double deletes, ulong flows, bool found) =>
        Assert.Equal(found, Look("flow_turnover", Quiet with { Upcalls = Upcalls(puts), Revalidator = Rounds(flows, limit: 100, deletes) }) is not null);

    [Fact]
    public void Turnover_counts_the_fullest_of_the_last_ticks()
    {
        var full = Quiet with { Upcalls = Upcalls(50), Revalidator = Rounds(95, 100, 50) };
        var between = full with { Revalidator = Rounds(40, 100, 50) };

        Assert.Null(Look("flow_turnover", between));
        Assert.Contains("mostly FLOW_IDLE", Look("flow_turnover", between, full)!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(899, 0, null)]
    [InlineData(900, 0, "900 flows of a limit of 1,000")]
    [InlineData(10, 1300, null)]
    [InlineData(10, 1301, "dump 1.30 s shrinks the flow limit, 4,000 to 1,000 lately")]
    public void A_full_table_and_a_shrinking_limit_are_found(ulong flows, long dumpMs, string? text)
    {
        var before = Quiet with { Revalidator = Rounds(10, 4000, 0) };
        var finding = Look("flow_limit", Quiet with { Revalidator = Rounds(flows, 1000, 0) with { DumpDurationMs = dumpMs } }, before);
        Assert.Equal(text is null, finding is null);
        Assert.StartsWith(text ?? "", finding?.Text ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(501, true)]
    public void A_round_longer_than_its_pause_is_behind(long dumpMs, bool found) =>
        Assert.Equal(found, Look("revalidator_behind", Quiet with { Revalidator = Rounds(10, 1000, 0) with { DumpDurationMs = dumpMs, WaitMs = 500 } }) is not null);

    [Theory]
    [InlineData(1000, 100, true)]
    [InlineData(999, 100, false)]
    [InlineData(5000, 99, false)]
    public void A_slow_put_is_found_when_there_are_enough_of_them(double p99Us, ulong count, bool found) =>
        Assert.Equal(found, Look("slow_kernel_put", Quiet with { Latency = new LatencySnapshot { Stages = [Stage("kernel put", p99Us, count)] } }) is not null);

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(999_999, false)]
    public void A_long_turn_of_the_main_loop_is_found(double maxUs, bool found) =>
        Assert.Equal(found, Look("long_main_loop", Quiet with { MainLoop = new MainLoopSnapshot { Run = Stage("run", maxUs, 1) } }) is not null);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ones_own_cost_over_the_budget_is_told(bool over)
    {
        var source = Quiet.Source with { Attachment = new Attachment { CostPercent = 3, BudgetPercent = 2, IsOverBudget = over } };
        Assert.Equal(over, Look("own_budget", Quiet with { Source = source }) is not null);
    }

    [Fact]
    public void Without_evidence_no_rule_finds_anything_and_says_what_it_misses()
    {
        var nothing = Quiet with { Source = Quiet.Source with { Attached = null }, Revalidator = new RevalidatorSnapshot { Reasons = [], Threads = [] } };
        Assert.All(DiagnosisRules.All, rule => Assert.Null(rule.Look(nothing, [], Defaults)));
        Assert.Equal(
            ["handler_imbalance", "flow_limit", "flow_turnover", "long_main_loop", "revalidator_behind", "slow_kernel_put", "socket_overflow", "storm_by_eviction", "storm_by_miss", "top_talker", "upcalls_lost"],
            DiagnosisRules.All.Where(rule => !rule.IsKnown(nothing)).Select(rule => rule.Id).OrderBy(id => id != "handler_imbalance").ThenBy(id => id, StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_appears_when_it_holds_and_goes_only_below_its_relaxed_threshold_for_a_while()
    {
        var aggregator = new DiagnosisAggregator(Defaults);
        bool Shown(ulong at, double lost, double interval = 0.5) => aggregator
            .Take(Quiet with { TimeNs = at * Second / 2, IntervalSeconds = interval, Facts = Facts(lost) }, 0).Findings.Any(finding => finding.Id == "upcalls_lost");

        Assert.False(Shown(100, 5));      // half a second is not enough
        Assert.True(Shown(101, 5));
        Assert.True(Shown(102, 0.85));    // below the threshold, not below the relaxed one
        Assert.True(Shown(103, 0));       // held
        Assert.True(Shown(108, 0));
        Assert.False(Shown(109, 0));
        Assert.False(Shown(110, 0.85));   // and does not come back so easily
    }

    [Fact]
    public void The_worst_stands_first_and_the_run_is_remembered()
    {
        var aggregator = new DiagnosisAggregator(Defaults);
        var bad = Quiet with
        {
            TimeNs = 10 * Second,
            Facts = Facts(lost: 3),
            Revalidator = Rounds(10, 1000, 0) with { DumpDurationMs = 600, WaitMs = 500 },
        };
        Assert.Equal(["upcalls_lost", "revalidator_behind"], aggregator.Take(bad, 0).Findings.Select(finding => finding.Id));
        var later = aggregator.Take(Quiet with { TimeNs = 30 * Second }, 0);

        Assert.Empty(later.Findings);
        Assert.Equal([("upcalls_lost", 10.0), ("revalidator_behind", 10.0)], later.Since.Select(span => (span.Worst.Id, span.LastSeconds)));
    }

    [Theory]
    [InlineData("l4-flow-limit", "flow_turnover")]
    [InlineData("l4-storm", "storm_by_miss")]
    [InlineData("l4-udp-idle", null)]
    [InlineData("ct1-tcp", null)]
    [InlineData("ct2-one", null)]
    [InlineData("l4-rule-change", null)]
    public void Captures_look_like_what_they_are(string capture, string? expected)
    {
        var last = Captures.Play(capture)[^1].Diagnosis;
        // Not one of the flows of l4-flow-limit comes back within seconds: nothing is said to.
        Assert.Equal(expected, last.Since.Select(span => span.Worst.Id).FirstOrDefault());
        if (expected is null)
        {
            Assert.Empty(last.Since);
        }
    }

    private static Snapshot Quiet => new()
    {
        Number = 1,
        TimeNs = 10 * Second,
        StartNs = 0,
        IntervalSeconds = 1,
        Source = new SourceInfo { Kind = "live", Title = "test", Attached = [ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowDel] },
        Losses = default,
        Counts = [],
        Upcalls = Upcalls(),
        Latency = new LatencySnapshot { Stages = [] },
        Revalidator = Rounds(flows: 10, limit: 10_000, deletes: 0),
        MainLoop = new MainLoopSnapshot(),
    };

    private static Finding? Look(string id, Snapshot now, params Snapshot[] recent) => DiagnosisRules.All.Single(rule => rule.Id == id).Look(now, recent, Defaults);

    private static UpcallsSnapshot Upcalls(params double[] perSecond)
    {
        double all = perSecond.Sum();
        return new UpcallsSnapshot
        {
            Handlers = [.. perSecond.Select((rate, i) => new HandlerRow { Name = $"handler{i + 1}", Tid = (uint)i + 1, UpcallsPerSecond = rate, Upcalls = 1 })],
            Total = new HandlerRow { Name = "total", UpcallsPerSecond = all, PutsPerSecond = all, Upcalls = (ulong)perSecond.Length },
            Other = new HandlerRow { Name = "other" },
            BatchSizes = [],
        };
    }

    private static TalkersSnapshot Ports(double all, double percent)
    {
        TalkerRow Row(string text, uint port, double share) => new()
        {
            Key = new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, port),
            Text = text,
            PerSecond = all * share / 100,
            Share = share / 100,
            Total = 1,
        };
        return new TalkersSnapshot
        {
            Lists =
            [
                new TalkerList
                {
                    Dimension = TalkerDimension.InPort,
                    Rows = [Row("3", 3, 100 - percent), Row("7", 7, percent) with { Name = "vm-42", Bridge = "br-int" }],
                    Rest = Row("rest", 0, 0),
                    Other = Row("other", 0, 0),
                    All = Row("total", 0, 100),
                },
            ],
        };
    }

    private static ErrorSplit Errors(double again, double noSocket)
    {
        double[] byClass = new double[ThreadTally.ErrorSlots];
        (byClass[(int)ErrorClass.Again], byClass[(int)ErrorClass.NoSocket]) = (again, noSocket);
        return new ErrorSplit(byClass);
    }

    private static RevalidatorSnapshot Rounds(ulong flows, ulong limit, double deletes) => new()
    {
        Flows = flows,
        FlowLimit = limit,
        DeletesPerSecond = deletes,
        Reasons = [new ReasonRow { Name = "FLOW_IDLE", PerSecond = deletes }, new ReasonRow { Name = "unexplained" }],
        Threads = [],
    };

    private static FactsSnapshot Facts(double lost, int handlers = 0) => new()
    {
        Latest = new DaemonFacts { Threads = [.. Enumerable.Range(1, handlers).Select(i => new ThreadFact((uint)i, $"handler{i}"))] },
        Datapaths = [new DatapathRow { Name = "system@ovs-system", IsKernel = true, LostPerSecond = lost, MissesPerSecond = 100 }],
    };

    private static StageRow Stage(string name, double us, ulong count) =>
        new() { Stage = null, Name = name, Meaning = "", Interval = new LatencySummary(count, us, us, us, us, us, us) };
}
