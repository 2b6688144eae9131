using OvsTop.Vswitchd.Replies;

namespace OvsTop.Vswitchd.Tests.Replies;

/// <summary>PMD replies of a Debian 3.1.0 and of a 4.0.90 daemon with a dummy PMD that forwarded eight packets.</summary>
public sealed class PmdShowTests
{
    [Fact]
    public void Counters_of_a_thread_are_read_between_its_histograms()
    {
        var thread = Assert.Single(PmdShow.Parse(TestData.Read("ovs-3.1.0/pmd-perf-show.txt")));

        Assert.Equal("pmd numa 0 core 0", thread.Name);
        Assert.Equal((8UL, 0UL, 0UL, 0UL), (thread.Packets, thread.EmcHits, thread.SmcHits, thread.MegaflowHits));
        Assert.Equal((8UL, 0UL), (thread.Upcalls, thread.LostUpcalls));
        Assert.Equal(0.2, thread.BusyPercent);
    }

    [Theory]
    [InlineData("ovs-3.1.0/pmd-perf-show.txt")]
    [InlineData("ovs-4.0.90/pmd-perf-show.txt")]
    public void Microseconds_of_a_cycle_counter_of_unknown_rate_are_not_believed(string reply) => Assert.All(PmdShow.Parse(TestData.Read(reply)), thread => Assert.Null(thread.UsPerUpcall));

    [Fact]
    public void The_time_of_an_upcall_is_read_where_the_cycle_counter_is_calibrated()
    {
        const string Reply = """

            Time: 16:02:54.340
            Measurement duration: 105.2 s

            pmd thread numa_id 1 core_id 12:

              Iterations:             170562  (5.86 us/it)
              - Used TSC cycles:  2599786208  (100.0 % of total cycles)
              - busy iterations:      141482  ( 93.4 % of used cycles)
              Rx packets:             452100  (452 Kpps, 5375 cycles/pkt)
              - EMC hits:             410000  ( 45.3 %)
              - Upcalls:                 372  (  0.1 %, 59.0 us/upcall)
              - Lost upcalls:              4  (  0.0 %)
            """;

        var thread = Assert.Single(PmdShow.Parse(Reply));

        Assert.Equal(("pmd numa 1 core 12", 452_100UL, 410_000UL, 372UL, 4UL), (thread.Name, thread.Packets, thread.EmcHits, thread.Upcalls, thread.LostUpcalls));
        Assert.Equal((59.0, 93.4), (thread.UsPerUpcall, thread.BusyPercent));
    }

    [Fact]
    public void Statistics_before_4_0_have_the_main_thread_too()
    {
        var threads = PmdShow.Parse(TestData.Read("ovs-3.1.0/pmd-stats-show.txt"));

        Assert.Equal(["pmd numa 0 core 0", "main thread"], threads.Select(thread => thread.Name));
        Assert.Equal([(8UL, 8UL, 0UL), (0UL, 0UL, 0UL)], threads.Select(thread => (thread.Packets!.Value, thread.Upcalls!.Value, thread.LostUpcalls!.Value)));
    }

    [Fact]
    public void Since_4_0_the_main_thread_stands_beside_the_others()
    {
        var threads = PmdShow.Parse(TestData.Read("ovs-4.0.90/pmd-perf-show.txt"));

        Assert.Equal([("pmd numa 0 core 0", 8UL), ("main thread", 0UL)], threads.Select(thread => (thread.Name, thread.Upcalls ?? 0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("  - Upcalls: 3")]
    [InlineData("pmd thread numa_id x core_id 1:\n  Rx packets: 5")]
    [InlineData("pmd thread numa_id 1:\n  Rx packets: 5")]
    public void What_names_no_thread_has_none(string reply) => Assert.Empty(PmdShow.Parse(reply));

    [Fact]
    public void Numbers_that_do_not_fit_are_unknown()
    {
        var thread = Assert.Single(PmdShow.Parse("main thread:\n  Rx packets: 99999999999999999999\n  - Upcalls: ?  ( 1 %, x us/upcall)\n"));

        Assert.Equal((null, null, null), (thread.Packets, thread.Upcalls, thread.UsPerUpcall));
    }
}
