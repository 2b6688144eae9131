using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Facts;

namespace OvsTop.Analysis.Tests;

public sealed class FactsTests : IDisposable
{
    private const string Kernel = "system@ovs-system";
    private const ulong Second = 1_000_000_000;

    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Rates_are_those_between_two_answers_whatever_the_interval_of_the_snapshots()
    {
        var snapshots = _source.Run();
        _source.Facts = Lookups(10, hits: 1000, misses: 100, lost: 5);
        _source.At(10);
        _source.At(11);
        _source.Facts = Lookups(14, hits: 1800, misses: 140, lost: 7);
        _source.At(14);
        _source.At(17);

        var first = Assert.Single(snapshots[0].Facts!.Datapaths);
        Assert.Equal((1000UL, null, null), (first.Hits, first.HitsPerSecond, first.LostPerSecond));
        Assert.Null(snapshots[0].Facts!.LostPerSecond);
        Assert.All(snapshots.Skip(1), snapshot =>
        {
            var row = Assert.Single(snapshot.Facts!.Datapaths);
            Assert.Equal((200.0, 10.0, 0.5), (row.HitsPerSecond, row.MissesPerSecond, row.LostPerSecond));
            Assert.Equal(0.5, snapshot.Facts.LostPerSecond);
        });
    }

    [Fact]
    public void Counters_that_were_set_back_have_no_rate_and_no_negative_one()
    {
        var snapshots = _source.Run();
        _source.Facts = Lookups(10, hits: 1000, misses: 100, lost: 5);
        _source.At(10);
        _source.Facts = Lookups(14, hits: 10, misses: 1, lost: 0);
        _source.At(14);

        Assert.Equal(0, snapshots[^1].Facts!.Main!.HitsPerSecond);
    }

    [Fact]
    public void After_a_discontinuity_rates_begin_anew()
    {
        var snapshots = _source.Run();
        _source.Facts = Lookups(10, hits: 1000, misses: 100, lost: 5);
        _source.At(10);
        _source.Facts = Lookups(12, hits: 2000, misses: 100, lost: 5);
        _source.At(12, discontinuity: true);
        _source.At(13);

        Assert.Null(snapshots[^1].Facts!.Main!.HitsPerSecond);
        Assert.Equal(2000UL, snapshots[^1].Facts!.Main!.Hits);
    }

    [Fact]
    public void Flow_tables_and_lookups_of_a_datapath_are_one_row_with_its_histories()
    {
        var snapshots = _source.Run();
        _source.Facts = Lookups(1, 1, 1, 1) with
        {
            FlowTables = new(Second, 1, [new UpcallDatapath { Name = Kernel, CurrentFlows = 70, MaxFlows = 90, AverageFlows = 50, FlowLimit = 200, DumpDurationMs = 12, Revalidators = [] }]),
        };
        _source.At(1);
        _source.At(2);
        _source.At(3);

        var row = Assert.Single(snapshots[^1].Facts!.Datapaths);
        Assert.Equal((70UL, 200UL, 12UL, (90UL, 50UL)), (row.Flows, row.FlowLimit, row.DumpMs, row.FlowsMaxAverage));
        Assert.Equal([70f, 70f], row.FlowsHistory.Values.ToArray());
        Assert.False(snapshots[^1].Facts!.IsUserspace);
    }

    [Fact]
    public void Threads_of_a_userspace_datapath_have_rates_each()
    {
        var snapshots = _source.Run();
        _source.Facts = Pmds(1, ("main thread", 10, null), ("pmd numa 0 core 1", 100, 31.5));
        _source.At(1);
        _source.Facts = Pmds(5, ("pmd numa 0 core 1", 140, 31.5), ("main thread", 10, null), ("pmd numa 0 core 2", 7, null));
        _source.At(5);

        Assert.Equal(
            [("pmd numa 0 core 1", 10.0, 31.5), ("main thread", 0.0, null), ("pmd numa 0 core 2", (double?)null, (double?)null)],
            snapshots[^1].Facts!.Pmds.Select(row => (row.Name, row.UpcallsPerSecond, row.UsPerUpcall)));
    }

    [Fact]
    public void A_counter_that_was_not_listed_before_was_zero()
    {
        var snapshots = _source.Run();
        _source.Facts = Counters(1, ("xlate_actions", 100));
        _source.At(1);
        _source.Facts = Counters(11, ("xlate_actions", 150), ("upcall_flow_limit_hit", 20));
        _source.At(11);

        Assert.Equal([new CounterRow("upcall_flow_limit_hit", 20, 2), new CounterRow("xlate_actions", 150, 5)], snapshots[^1].Facts!.Counters);
    }

    [Fact]
    public void Trouble_counts_down()
    {
        var snapshots = _source.Run();
        _source.Facts = new DaemonFacts { Trouble = "timeout", RetryAtNs = 42 * Second };
        _source.At(1);
        _source.At(2);
        _source.At(43);

        Assert.Equal(["unixctl: timeout, next try in 40 s", "unixctl: timeout"], snapshots.Select(snapshot => snapshot.Facts!.Trouble));
    }

    [Fact]
    public void Where_nobody_asks_there_are_none()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.At(2);

        Assert.Null(snapshots[0].Facts);
    }

    private static DaemonFacts Lookups(double at, ulong hits, ulong misses, ulong lost) =>
        new() { Datapaths = new((ulong)(at * 1e9), 1, [new DatapathStatus { Name = Kernel, Hits = hits, Misses = misses, Lost = lost, Ports = [] }]) };

    private static DaemonFacts Pmds(ulong at, params (string Name, ulong Upcalls, double? Us)[] threads) =>
        new() { Pmds = new(at * Second, 1, [.. threads.Select(t => new PmdThread { Name = t.Name, Upcalls = t.Upcalls, UsPerUpcall = t.Us })]) };

    private static DaemonFacts Counters(ulong at, params (string Name, ulong Total)[] counters) =>
        new() { Coverage = new(at * Second, 1, counters.ToDictionary(c => c.Name, c => c.Total)) };
}
