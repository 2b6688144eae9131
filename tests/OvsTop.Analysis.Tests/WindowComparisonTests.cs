using OvsTop.Analysis.Comparisons;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

/// <summary>Three snapshots by hand, at 10, 20 and 25 s: the windows are 10 and 5 s long.</summary>
public sealed class WindowComparisonTests
{
    private static readonly Snapshot First = At(10, upcalls: [(1, "handler1", 100), (2, "handler2", 50)], idle: 10, port: 40);
    private static readonly Snapshot Second = At(20, upcalls: [(1, "handler1", 200), (2, "handler2", 50)], idle: 30, port: 60);
    private static readonly Snapshot Third = At(25, upcalls: [(1, "handler1", 250), (2, "handler2", 250), (3, "handler3", 10)], idle: 30, port: 260);

    [Fact]
    public void Rates_are_those_of_each_window_and_what_has_changed_most_is_first() => Assert.Equal(
        [
            new("total", ComparedUnit.PerSecond, 10, 52),
            new("handler2", ComparedUnit.PerSecond, 0, 40),
            new("handler3", ComparedUnit.PerSecond, 0, 2),
            new("handler1", ComparedUnit.PerSecond, 10, 10),
        ],
        Rows("upcalls /s by handler"));

    [Fact]
    public void A_row_has_the_difference_and_its_percent_unless_there_was_nothing()
    {
        var rows = Rows("upcalls /s by handler");
        Assert.Equal((42, 420), (rows[0].Difference, rows[0].Percent));
        Assert.Equal((40, null), (rows[1].Difference, rows[1].Percent));
        Assert.Equal((0, 0), (rows[3].Difference, rows[3].Percent));
    }

    [Fact]
    public void Reasons_that_stop_are_compared_with_zero() =>
        Assert.Equal([new("total", ComparedUnit.PerSecond, 2, 0), new("FLOW_IDLE", ComparedUnit.PerSecond, 2, 0)], Rows("deleted /s by reason"));

    [Fact]
    public void Percentiles_are_of_what_was_measured_in_the_window_alone()
    {
        var rows = Rows("latency");
        Assert.Equal("translate p50", rows[0].Name);
        Assert.Equal(Us(10_000), rows[0].A!.Value, 0.13 * 10);
        Assert.Equal(Us(1_000_000), rows[0].B!.Value, 0.13 * 1000);
    }

    [Fact]
    public void A_stage_without_a_sample_in_a_window_is_not_known_there()
    {
        var comparison = WindowComparison.Of(new TimeWindow(First, Second), new TimeWindow(Third, At(30, [(1, "handler1", 250)], 30, 260) with { Latency = Third.Latency }));
        Assert.Equal((true, null), (Row(comparison, "latency", "translate p99").A > 0, Row(comparison, "latency", "translate p99").B));
    }

    [Fact]
    public void Talkers_are_paired_by_who_they_are() =>
        Assert.Equal([new("vm-1", ComparedUnit.PerSecond, 2, 40)], Rows("upcalls /s by in_port"));

    [Fact]
    public void A_talker_that_was_perhaps_among_those_not_listed_is_not_guessed()
    {
        var unlisted = First with { Talkers = new TalkersSnapshot { Lists = [First.Talkers.Lists[0] with { Rows = [], More = 3 }] } };
        var row = Row(WindowComparison.Of(new TimeWindow(unlisted, Second), new TimeWindow(Second, Third)), "upcalls /s by in_port", "vm-1");
        Assert.Equal((null, 40), (row.A, row.B));
    }

    [Fact]
    public void Flows_put_again_are_told_one_by_one() =>
        Assert.Equal([new("in_port(1)", ComparedUnit.PerSecond, 1, 4)], Rows("put again /s by flow"));

    [Fact]
    public void A_filter_that_changed_in_between_leaves_all_packets_to_compare()
    {
        var filter = new FilterSnapshot { Expression = "tcp" };
        var filtered = Third with { Filter = filter, Unfiltered = Third, Upcalls = Second.Upcalls };
        var comparison = WindowComparison.Of(new TimeWindow(First, Second), new TimeWindow(Second, filtered));
        Assert.Equal(52, Row(comparison, "upcalls /s by handler", "total").B);
        Assert.Equal("of all packets: the filter has changed in between", comparison.Note);
        Assert.DoesNotContain(comparison.Sections, section => section.View == "talkers");
    }

    [Fact]
    public void Under_the_same_filter_matching_packets_are_compared()
    {
        var comparison = WindowComparison.Of(new TimeWindow(Under(First, 1), Under(Second, 5)), new TimeWindow(Under(Second, 5), Under(Third, 15)));
        Assert.Equal((0.4, 2), (Row(comparison, "upcalls /s by handler", "total").A, Row(comparison, "upcalls /s by handler", "total").B));
        Assert.Equal("", comparison.Note);

        static Snapshot Under(Snapshot all, ulong matching) => all with
        {
            Filter = new FilterSnapshot { Expression = "tcp", Upcalls = matching },
            Unfiltered = all,
            Upcalls = all.Upcalls with { Handlers = [], Total = new HandlerRow { Name = "total", Upcalls = matching } },
        };
    }

    [Fact]
    public void A_source_that_counts_back_gives_zero_and_not_a_huge_number() =>
        Assert.Equal(0, Row(WindowComparison.Of(new TimeWindow(Third, Second), new TimeWindow(First, Second)), "upcalls /s by handler", "total").A);

    [Fact]
    public void A_real_capture_compares_with_itself_without_a_difference()
    {
        var played = Captures.Play("l4-flow-limit");
        var window = new TimeWindow(played[2], played[^1]);
        var comparison = WindowComparison.Of(window, window);
        Assert.True(comparison.Sections.Count > 5);
        Assert.All(comparison.Sections.SelectMany(section => section.Rows), row => Assert.True(row.Difference is 0 or null));
        Assert.Equal((played[^1].Upcalls.Total.Upcalls - played[2].Upcalls.Total.Upcalls) / window.Seconds, Row(comparison, "upcalls /s by handler", "total").B!.Value, 6);
    }

    private static double Us(double ns) => ns / 1e3;

    private static IReadOnlyList<ComparedRow> Rows(string title) => Section(WindowComparison.Of(new TimeWindow(First, Second), new TimeWindow(Second, Third)), title).Rows;

    private static ComparedSection Section(WindowComparison comparison, string title) => comparison.Sections.Single(section => section.Title == title);

    private static ComparedRow Row(WindowComparison comparison, string title, string name) => Section(comparison, title).Rows.Single(row => row.Name == name);

    private static Snapshot At(ulong second, (uint Tid, string Name, ulong Upcalls)[] upcalls, ulong idle, ulong port) => new()
    {
        Number = (long)second,
        TimeNs = second * 1_000_000_000,
        StartNs = 0,
        IntervalSeconds = 1,
        Source = new SourceInfo { Kind = "live", Title = "by hand" },
        Losses = default,
        Counts = [],
        Upcalls = new UpcallsSnapshot
        {
            Handlers = [.. upcalls.Select(row => new HandlerRow { Tid = row.Tid, Name = row.Name, Upcalls = row.Upcalls })],
            Total = new HandlerRow { Name = "total", Upcalls = (ulong)upcalls.Sum(row => (long)row.Upcalls) },
            Other = new HandlerRow { Name = "other" },
            BatchSizes = [],
        },
        Latency = new LatencySnapshot { Stages = [Stage(second)] },
        Revalidator = new RevalidatorSnapshot { Deletes = idle, Reasons = [new ReasonRow { Name = "FLOW_IDLE", Total = idle }], Threads = [] },
        Talkers = new TalkersSnapshot
        {
            Lists =
            [
                new TalkerList
                {
                    Dimension = TalkerDimension.InPort,
                    Rows = [new TalkerRow { Text = "1", Name = "vm-1", Total = port }],
                    Rest = new TalkerRow { Text = "rest" },
                    Other = new TalkerRow { Text = "other" },
                    All = new TalkerRow { Text = "total", Total = port },
                },
            ],
        },
        Flows = new FlowsSnapshot { Lives = new FlowLivesSnapshot { Top = [new FlowRow { Id = "ufid:1", Key = "in_port(1)", Reinstalls = second < 20 ? 0 : second < 25 ? 10u : 30 }] } },
        MainLoop = new MainLoopSnapshot(),
    };

    /// <summary>10 us until 20 s, then as many of 1 ms.</summary>
    private static StageRow Stage(ulong second)
    {
        ulong[] buckets = new ulong[LatencyBuckets.Count];
        buckets[LatencyBuckets.Of(10_000)] = Math.Min(second, 20);
        buckets[LatencyBuckets.Of(1_000_000)] = second > 20 ? 20u : 0;
        ulong count = buckets[LatencyBuckets.Of(10_000)] + buckets[LatencyBuckets.Of(1_000_000)];
        return new StageRow
        {
            Stage = Model.Tallies.Stage.Translate,
            Name = "translate",
            Meaning = "",
            Total = new LatencySummary(count, 10, 10, 10, 10, 1000, 10),
            TotalBuckets = buckets,
        };
    }
}
