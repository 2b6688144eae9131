using System.Reactive.Linq;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests;

public sealed class PipelineTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void A_snapshot_is_taken_when_the_time_of_a_batch_reaches_the_tick()
    {
        var snapshots = _source.Run();
        foreach (double time in (double[])[10.0, 10.5, 10.9, 11.0, 11.4, 12.1, 12.9, 13.0])
        {
            _source.At(time);
        }

        Assert.Equal([11_000_000_000ul, 12_100_000_000ul, 13_000_000_000ul], snapshots.Select(s => s.TimeNs));
        Assert.Equal([1L, 2L, 3L], snapshots.Select(s => s.Number));
        Assert.Equal([1.0, 1.1, 0.9], snapshots.Select(s => Math.Round(s.IntervalSeconds, 6)));
        Assert.Equal(3.0, snapshots[^1].ElapsedSeconds, 6);
    }

    [Fact]
    public void A_batch_that_crosses_several_ticks_gives_one_longer_window_and_ticks_stay_on_their_grid()
    {
        var snapshots = _source.Run();
        _source.At(0.001);
        _source.Hit(7, ProbeId.RecvUpcall, 35);
        _source.At(3.501);
        _source.At(4.0);
        _source.At(4.002);
        Assert.Equal([3.5, 0.501], snapshots.Select(s => Math.Round(s.IntervalSeconds, 6)));
        Assert.Equal(10.0, snapshots[0].Upcalls.Total.UpcallsPerSecond, 6);
    }

    [Fact]
    public void Rates_are_differences_of_totals_over_the_window()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.Hit(7, ProbeId.RecvUpcall, 100);
        _source.At(2);
        _source.Hit(7, ProbeId.RecvUpcall, 30);
        _source.At(3.5);
        Assert.Equal([100.0, 20.0], snapshots.Select(s => s.Upcalls.Total.UpcallsPerSecond));
        Assert.Equal([100ul, 130ul], snapshots.Select(s => s.Upcalls.Total.Upcalls));
        var count = Assert.Single(snapshots[1].Counts);
        Assert.Equal(("recv_upcall", 130ul, 20.0), (count.Probe.EventName, count.Total, count.PerSecond));
        Assert.Equal([100f, 20f], snapshots[1].Upcalls.Total.History.Values.ToArray());
    }

    [Fact]
    public void The_first_window_starts_with_the_first_event()
    {
        var snapshots = _source.Run();
        _source.Detail(new EventHeader { TimeNs = 4_000_000_000, Probe = ProbeId.StartDump, Tid = 3 });
        _source.Hit(3, ProbeId.StartDump, 1);
        _source.At(5);
        Assert.Equal(1.0, Assert.Single(snapshots).IntervalSeconds);
        Assert.Equal(4_000_000_000ul, snapshots[0].StartNs);
    }

    [Fact]
    public void The_end_gives_a_last_snapshot_with_the_rates_of_the_rest()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.At(2);
        _source.Hit(7, ProbeId.RecvUpcall, 60);
        _source.At(2.6);
        _source.End();
        Assert.Equal(2, snapshots.Count);
        Assert.Equal(0.6, snapshots[1].IntervalSeconds, 6);
        Assert.Equal(100.0, snapshots[1].Upcalls.Total.UpcallsPerSecond, 6);
    }

    [Fact]
    public void An_end_right_after_a_tick_repeats_that_window_and_goes_on_to_the_end()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.Hit(7, ProbeId.RecvUpcall, 100);
        _source.Measure(7, Model.Tallies.Stage.Translate, 1000);
        _source.At(2);
        _source.Hit(7, ProbeId.RecvUpcall, 10);
        _source.Measure(7, Model.Tallies.Stage.Translate, 3000);
        _source.At(2.1);
        _source.End();
        Assert.Equal(1.1, snapshots[^1].IntervalSeconds, 6);
        Assert.Equal(100.0, snapshots[^1].Upcalls.Total.UpcallsPerSecond, 6);
        Assert.Equal(110ul, snapshots[^1].Upcalls.Total.Upcalls);
        Assert.Equal(1, snapshots[^1].Upcalls.Total.History.Values.Length);
        var translate = Assert.Single(snapshots[^1].Latency.Stages);
        Assert.Equal((2ul, 2ul, 2ul), (translate.Interval.Count, translate.Minute.Count, translate.Total.Count));
        Assert.Equal(2.0, translate.Total.MeanUs);
    }

    [Fact]
    public void A_recording_of_one_instant_has_totals_but_no_rates()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 5);
        _source.At(1);
        _source.End();
        Assert.Equal((5ul, 0.0), (snapshots[0].Upcalls.Total.Upcalls, snapshots[0].Upcalls.Total.UpcallsPerSecond));
    }

    [Fact]
    public void A_source_without_batches_has_no_snapshot()
    {
        var snapshots = _source.Run();
        _source.End();
        Assert.Empty(snapshots);
    }

    [Fact]
    public void A_new_interval_counts_from_the_last_tick()
    {
        var clock = new SampleClock(TimeSpan.FromSeconds(1));
        var snapshots = _source.Run(clock);
        _source.At(0);
        _source.At(1);
        clock.Interval = TimeSpan.FromSeconds(0.25);
        _source.At(1.2);
        _source.At(1.25);
        _source.At(1.5);
        clock.Interval = TimeSpan.FromSeconds(2);
        _source.At(3.4);
        _source.At(3.5);
        Assert.Equal([1.0, 1.25, 1.5, 3.5], snapshots.Select(s => s.TimeNs / 1e9));
    }

    [Fact]
    public void An_interval_that_would_divide_by_almost_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleClock(TimeSpan.Zero));

    [Fact]
    public void A_poll_that_read_no_tallies_still_moves_time()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 5);
        _source.At(1);
        _source.Hit(7, ProbeId.RecvUpcall, 5);
        _source.At(2, tallies: false);
        Assert.Equal(5ul, Assert.Single(snapshots).Upcalls.Total.Upcalls);
    }

    [Fact]
    public void A_discontinuity_starts_windows_and_histories_anew_and_keeps_the_totals_of_the_source()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.Hit(7, ProbeId.RecvUpcall, 100);
        _source.Measure(7, Model.Tallies.Stage.Translate, 1000);
        _source.At(2);
        _source.Hit(7, ProbeId.RecvUpcall, 100_000);
        _source.Measure(7, Model.Tallies.Stage.Translate, 9000);
        _source.At(50, discontinuity: true);
        Assert.Single(snapshots);
        _source.Hit(7, ProbeId.RecvUpcall, 10);
        _source.Measure(7, Model.Tallies.Stage.Translate, 5000);
        _source.At(51);
        var after = snapshots[1];
        Assert.Equal((100_110ul, 10.0), (after.Upcalls.Total.Upcalls, after.Upcalls.Total.UpcallsPerSecond));
        Assert.Equal([10f], after.Upcalls.Handlers[0].History.Values.ToArray());
        var translate = Assert.Single(after.Latency.Stages);
        Assert.Equal((1ul, 1ul, 3ul), (translate.Interval.Count, translate.Minute.Count, translate.Total.Count));
        Assert.Equal(5.0, translate.Total.MeanUs);
    }

    [Fact]
    public void A_seek_back_to_smaller_counts_gives_no_huge_rates()
    {
        var snapshots = _source.Run();
        _source.At(10);
        _source.Hit(7, ProbeId.RecvUpcall, 1000);
        _source.At(11);
        _source.ForgetTallies();
        _source.Hit(7, ProbeId.RecvUpcall, 3);
        _source.At(5, discontinuity: true);
        _source.Hit(7, ProbeId.RecvUpcall, 4);
        _source.At(6);
        Assert.Equal(2, snapshots.Count);
        Assert.Equal((7ul, 4.0), (snapshots[1].Upcalls.Total.Upcalls, snapshots[1].Upcalls.Total.UpcallsPerSecond));
        Assert.InRange(snapshots[1].ElapsedSeconds, 0, 10);
    }

    [Fact]
    public void A_recording_played_from_its_beginning_again_gives_the_same_snapshots_again()
    {
        var snapshots = _source.Run();
        for (int round = 0; round < 2; round++)
        {
            _source.ForgetTallies();
            for (int i = 1; i <= 50; i++)
            {
                _source.Detail(new EventHeader { TimeNs = (ulong)i * 100_000_000 - 50_000_000, Probe = ProbeId.RecvUpcall, Tid = 7 });
                _source.Hit(7, ProbeId.RecvUpcall);
                _source.At(i / 10.0, discontinuity: round > 0 && i == 1);
            }
        }

        Assert.Equal(8, snapshots.Count);
        Assert.Equal(snapshots.Take(4).Select(Numbers), snapshots.Skip(4).Select(Numbers));

        static (ulong, double, double) Numbers(Snapshot s) => (s.TimeNs, s.IntervalSeconds, s.Upcalls.Handlers[0].UpcallsPerSecond);
    }

    [Fact]
    public void A_thread_that_took_over_a_slot_starts_at_zero()
    {
        var snapshots = _source.Run();
        _source.Hit(7, ProbeId.RecvUpcall, 1000);
        _source.At(1);
        _source.At(2);
        _source.ForgetTallies();
        _source.Hit(8, ProbeId.RecvUpcall, 40);
        _source.At(3);
        var row = Assert.Single(snapshots[^1].Upcalls.Handlers);
        Assert.Equal((8u, 40ul, 40.0), (row.Tid, row.Upcalls, row.UpcallsPerSecond));
        Assert.Equal([40f], row.History.Values.ToArray());
    }

    [Fact]
    public void An_error_of_the_source_is_the_error_of_the_pipeline()
    {
        Exception? seen = null;
        using var subscription = Pipeline.Snapshots(_source, TimeSpan.FromSeconds(1)).Subscribe(_ => { }, e => seen = e);
        var error = new SourceException("the daemon is gone");
        _source.Fail(error);
        Assert.Same(error, seen);
    }

    [Fact]
    public void Every_subscription_counts_for_itself()
    {
        var pipeline = Pipeline.Snapshots(_source, TimeSpan.FromSeconds(1));
        List<Snapshot> early = [], late = [];
        using var first = pipeline.Subscribe(early.Add);
        _source.At(1);
        _source.At(2);
        using var second = pipeline.Subscribe(late.Add);
        _source.At(2.5);
        _source.At(3.5);
        Assert.Equal([1L, 2L], early.Select(s => s.Number));
        Assert.Equal([1L], late.Select(s => s.Number));
        Assert.Equal(2_500_000_000ul, late[0].StartNs);
    }

    [Fact]
    public void Losses_are_those_of_the_latest_batch()
    {
        var snapshots = _source.Run();
        _source.At(1, losses: new DetailLosses(1, 2, 3));
        _source.At(2, losses: new DetailLosses(10, 20, 30));
        Assert.Equal(new DetailLosses(10, 20, 30), snapshots[0].Losses);
    }
}
