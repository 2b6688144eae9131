using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests;

public sealed class FilterTests : IDisposable
{
    private const ProbeId Upcall = ProbeId.RecvUpcall;

    private readonly HandSource _source = new();

    [Fact]
    public void Without_a_filter_there_is_nothing_beside_the_numbers()
    {
        var snapshots = _source.Run();
        _source.Hit(1, Upcall, 10);
        _source.At(0);
        _source.At(1);
        Assert.Null(snapshots[0].Filter);
        Assert.Null(snapshots[0].Unfiltered);
    }

    [Fact]
    public void Under_a_filter_the_numbers_are_those_of_matching_packets_and_the_others_stay_beside()
    {
        _source.SetFilter("tcp,tp_dst=80");
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(1, Upcall, 30);
        _source.Match(2, Upcall, 10);
        _source.Hit(9, ProbeId.RunStart, 5);
        _source.At(2);

        var snapshot = Assert.Single(snapshots);
        Assert.Equal([2u], snapshot.Upcalls.Handlers.Select(handler => handler.Tid));
        Assert.Equal(5, snapshot.Upcalls.Total.UpcallsPerSecond);
        Assert.Equal(1, snapshot.Upcalls.Handlers[0].Share);
        Assert.Equal(20, snapshot.Unfiltered!.Upcalls.Total.UpcallsPerSecond);
        Assert.Equal(2, snapshot.Unfiltered.Upcalls.Handlers.Count);
        Assert.Equal(snapshot.Number, snapshot.Unfiltered.Number);
        Assert.Null(snapshot.Unfiltered.Filter);
        var filter = snapshot.Filter!;
        Assert.Equal(("tcp,tp_dst=80", SplitSite.Kernel, "tcp and tp_dst=80", ""), (filter.Expression, filter.Site, filter.Kernel, filter.Here));
        Assert.Equal((10ul, 5, 0.25, true), (filter.Upcalls, filter.UpcallsPerSecond, filter.Share, filter.IsExact));
        Assert.Equal(2.5, snapshot.MainLoop.LoopsPerSecond);
        Assert.Equal([Upcall], snapshot.Counts.Select(count => count.Probe.Id));
    }

    [Fact]
    public void A_filter_set_in_the_middle_of_an_interval_is_compared_with_what_came_since()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(1, Upcall, 1000);
        _source.At(0.5);
        _source.SetFilter("tcp");
        _source.Hit(1, Upcall, 60);
        _source.Match(1, Upcall, 20);
        _source.At(1);
        var first = snapshots[0];
        Assert.Equal((40, 0.25), (first.Filter!.UpcallsPerSecond, first.Filter.Share));
        Assert.Equal((0.5, 1080), (first.IntervalSeconds, first.Unfiltered!.Upcalls.Total.UpcallsPerSecond));

        _source.Hit(1, Upcall, 90);
        _source.Match(1, Upcall, 10);
        _source.At(2);
        Assert.Equal((10, 0.1), (snapshots[1].Filter!.UpcallsPerSecond, snapshots[1].Filter!.Share));
    }

    [Fact]
    public void Another_filter_starts_from_zero_even_if_its_first_batch_brings_no_tallies()
    {
        _source.SetFilter("tcp");
        var snapshots = _source.Run();
        _source.At(0);
        _source.Match(1, Upcall, 500);
        _source.At(1);
        _source.SetFilter("udp");
        _source.At(1.5, tallies: false);
        _source.Match(1, Upcall, 7);
        _source.At(2);
        Assert.Equal(["tcp", "udp"], snapshots.Select(snapshot => snapshot.Filter!.Expression));
        Assert.Equal((7ul, 7), (snapshots[1].Filter!.Upcalls, snapshots[1].Filter!.UpcallsPerSecond));
        Assert.Equal(7ul, snapshots[1].Upcalls.Total.Upcalls);
        Assert.Equal(507ul, snapshots[1].Unfiltered!.Upcalls.Total.Upcalls);
    }

    [Fact]
    public void A_batch_without_matches_keeps_the_last_ones()
    {
        _source.SetFilter("tcp");
        var snapshots = _source.Run();
        _source.At(0);
        _source.Match(1, Upcall, 4);
        _source.At(0.5);
        _source.At(1, tallies: false);
        Assert.Equal(4ul, snapshots[0].Filter!.Upcalls);
    }

    [Fact]
    public void Clearing_the_filter_finds_the_history_whole()
    {
        using var plain = new HandSource();
        var expected = Play(plain, null);
        var actual = Play(_source, "tcp");
        Assert.Equal(expected.Upcalls.Total.History.Values.ToArray(), actual.Upcalls.Total.History.Values.ToArray());
        Assert.Equal(expected.Upcalls.Total with { History = Series.Empty }, actual.Upcalls.Total with { History = Series.Empty });

        static Snapshot Play(HandSource source, string? filter)
        {
            var snapshots = source.Run();
            for (int second = 0; second < 12; second++)
            {
                if (second is 3 or 9)
                {
                    source.SetFilter(second == 3 ? filter : null);
                }

                source.Hit(1, Upcall, (ulong)(second * second));
                source.Match(1, Upcall);
                source.At(second);
            }

            return snapshots[^1];
        }
    }

    [Theory]
    [InlineData("tcp", "live", true)]
    [InlineData("tcp", "replay", false)]
    [InlineData("tcp,table=5", "live", false)]
    public void Lost_details_leave_a_filter_exact_only_where_the_kernel_counts_alone(string text, string kind, bool exact)
    {
        _source.Info = _source.Info with { Kind = kind };
        var snapshots = _source.Run();
        _source.At(0, losses: new DetailLosses(10, 5, 5));
        _source.SetFilter(text);
        _source.At(1, losses: new DetailLosses(20, 5, 5));
        _source.At(2, losses: new DetailLosses(20, 5, 6));
        Assert.True(snapshots[0].Filter!.IsExact);
        Assert.Equal(exact, snapshots[1].Filter!.IsExact);
    }

    [Theory]
    [InlineData("tcp,table=5", SplitSite.Both, "tcp", "table=5")]
    [InlineData("table=5", SplitSite.Here, "", "table=5")]
    public void The_split_names_the_parts_of_kernel_and_program(string text, SplitSite site, string kernel, string here)
    {
        _source.SetFilter(text);
        var snapshots = _source.Run();
        _source.At(0);
        _source.At(1);
        var filter = snapshots[0].Filter!;
        Assert.Equal((site, kernel, here), (filter.Site, filter.Kernel, filter.Here));
    }

    [Fact]
    public void A_restart_under_a_filter_starts_both_windows_anew()
    {
        _source.SetFilter("tcp");
        var snapshots = _source.Run();
        _source.At(0);
        _source.Match(1, Upcall, 100);
        _source.Hit(1, Upcall, 100);
        _source.At(1);
        _source.Match(1, Upcall, 50);
        _source.At(1.5, discontinuity: true);
        _source.Match(1, Upcall, 10);
        _source.Hit(1, Upcall, 30);
        _source.At(2.5);
        Assert.Equal((10, 0.25), (snapshots[1].Filter!.UpcallsPerSecond, snapshots[1].Filter!.Share));
    }

    public void Dispose() => _source.Dispose();
}
