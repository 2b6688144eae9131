using System.Reactive.Concurrency;
using System.Text;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>Playing in virtual time. ct1-tcp lasts 7.63 s: 77 slices of 100 ms.</summary>
public sealed class ReplayTests
{
    private const int Slices = 77;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly HistoricalScheduler _time = new();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 77)]
    [InlineData(0.5, 5)]
    public void A_second_brings_as_many_slices_as_the_speed_says(double speed, int slices)
    {
        using var source = Open(new ReplayOptions { Speed = speed });
        var log = new BatchLog(source);
        _time.AdvanceBy(Second);

        Assert.Equal(slices, log.Times.Count);
        Assert.Equal(speed > 1, log.Completed);
        Assert.All(log.Times.Zip(log.Times.Skip(1)), pair => Assert.Equal(100_000_000UL, pair.Second - pair.First));
    }

    [Fact]
    public void Nothing_comes_before_its_time()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(99));
        Assert.Empty(log.Times);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(1));
        Assert.Single(log.Times);
    }

    [Fact]
    public void Before_the_first_batch_the_place_is_the_beginning_at_any_speed()
    {
        using var source = Open();
        Assert.Equal(TimeSpan.Zero, source.State.Position);
        source.Speed = double.PositiveInfinity;
        Assert.Equal(TimeSpan.Zero, source.State.Position);
    }

    [Fact]
    public void The_recording_ends_once()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(20 * Second);

        Assert.True(log.Completed);
        Assert.True(source.Info.Ended);
        Assert.Equal(Slices, log.Times.Count);
        Assert.Equal(249UL, log.Events);
        Assert.Equal(TimeSpan.FromMilliseconds(7700), source.State.Length);
        Assert.Equal(TimeSpan.FromMilliseconds(7700), source.State.Position);
    }

    [Fact]
    public void Pause_stops_time_and_resume_goes_on_where_it_stopped()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(1050));
        source.Pause();
        _time.AdvanceBy(60 * Second);
        Assert.Equal(10, log.Times.Count);
        Assert.Equal(new PlaybackState { Position = TimeSpan.FromMilliseconds(1050), Paused = true, Batches = 10 }, source.State);

        source.Play();
        _time.AdvanceBy(TimeSpan.FromMilliseconds(49));
        Assert.Equal(10, log.Times.Count);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(1));
        Assert.Equal(11, log.Times.Count);
    }

    [Fact]
    public void A_replay_that_starts_paused_brings_nothing_until_asked()
    {
        using var source = Open(new ReplayOptions { StartPaused = true });
        var log = new BatchLog(source);
        _time.AdvanceBy(5 * Second);
        Assert.Empty(log.Times);

        source.StepBy(TimeSpan.FromMilliseconds(100));
        _time.AdvanceBy(5 * Second);
        Assert.Single(log.Times);

        source.StepBy(TimeSpan.FromMilliseconds(250));
        _time.AdvanceBy(5 * Second);
        Assert.Equal(4, log.Times.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(350), source.State.Position);
        Assert.True(source.State.Paused);
    }

    [Fact]
    public void A_step_back_starts_anew_and_ends_earlier()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(3 * Second);
        ulong atTwo = log.Times[19];
        source.StepBy(-Second);
        _time.AdvanceBy(Second);

        Assert.Equal(1, log.Discontinuities);
        Assert.Equal(30 + 20, log.Times.Count);
        Assert.Equal(atTwo, log.Times[^1]);
        Assert.Equal(2 * Second, source.State.Position);
    }

    [Fact]
    public void Seeking_brings_everything_up_to_the_place_and_plays_on_from_there()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(Second);
        source.Seek(5 * Second);
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.Equal(50, log.Times.Count);
        Assert.Equal(0, log.Discontinuities);

        _time.AdvanceBy(Second);
        Assert.Equal(60, log.Times.Count);
    }

    [Fact]
    public void After_a_seek_back_the_tallies_are_those_of_the_place()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(2 * Second);
        ulong atTwo = log.Hits(ProbeId.RecvUpcall) + log.Hits(ProbeId.RunStart);
        _time.AdvanceBy(4 * Second);
        Assert.NotEqual(atTwo, log.Hits(ProbeId.RecvUpcall) + log.Hits(ProbeId.RunStart));
        source.Seek(2 * Second);
        _time.AdvanceBy(TimeSpan.FromTicks(1));

        Assert.Equal(atTwo, log.Hits(ProbeId.RecvUpcall) + log.Hits(ProbeId.RunStart));
        Assert.Equal(1, log.Discontinuities);
    }

    [Fact]
    public void A_loop_starts_again_with_new_tallies_and_says_so()
    {
        using var source = Open(new ReplayOptions { Loop = true });
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(7700 * 3 + 50));

        Assert.Equal(2, log.Discontinuities - (log.Times.Count > Slices * 3 ? 1 : 0));
        Assert.InRange(log.Times.Count, Slices * 3, Slices * 3 + 1);
        Assert.Equal(log.Times[0], log.Times[Slices]);
        Assert.Equal(5UL, log.Hits(ProbeId.RecvUpcall));
        Assert.False(log.Completed);
    }

    [Fact]
    public void Held_at_the_end_one_can_still_go_back()
    {
        using var source = Open(new ReplayOptions { HoldAtEnd = true });
        var log = new BatchLog(source);
        _time.AdvanceBy(60 * Second);
        Assert.False(log.Completed);
        Assert.True(source.Info.Ended);
        Assert.True(source.State.Paused);

        source.Seek(7 * Second);
        source.Play();
        _time.AdvanceBy(TimeSpan.FromMilliseconds(200));
        Assert.Equal(Slices + 72, log.Times.Count);
        Assert.False(source.Info.Ended);

        source.Seek(60 * Second);
        _time.AdvanceBy(Second);
        Assert.Equal(Slices * 2, log.Times.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(7700), source.State.Position);
    }

    [Fact]
    public void Another_speed_counts_from_now_on()
    {
        using var source = Open();
        var log = new BatchLog(source);
        _time.AdvanceBy(Second);
        source.Speed = 2;
        _time.AdvanceBy(Second);
        Assert.Equal(30, log.Times.Count);
        source.Speed = double.PositiveInfinity;
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.Equal(Slices, log.Times.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Speed = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Speed = double.NaN);
    }

    [Fact]
    public void Work_stops_with_the_last_subscription_and_starts_anew_with_the_next()
    {
        using var source = Open();
        var first = new BatchLog(source);
        _time.AdvanceBy(Second);
        first.Dispose();
        _time.AdvanceBy(Second);
        Assert.Equal(10, first.Times.Count);

        var second = new BatchLog(source);
        _time.AdvanceBy(Second);
        Assert.Equal(first.Times, second.Times);
    }

    [Fact]
    public void Two_subscribers_share_one_replay()
    {
        using var source = Open();
        var first = new BatchLog(source);
        var second = new BatchLog(source);
        _time.AdvanceBy(Second);

        Assert.Equal(first.Times, second.Times);
        Assert.Equal(10, first.Times.Count);
    }

    [Fact]
    public void The_status_line_knows_file_and_probes()
    {
        using var source = Open(new ReplayOptions { Speed = double.PositiveInfinity });
        _ = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromTicks(1));

        Assert.Equal(("replay", "ct1-tcp.jsonl.gz"), (source.Info.Kind, source.Info.Title));
        Assert.Equal((15, ProbeTable.All.Count), (source.Info.ProbesAttached, source.Info.ProbesKnown));
        Assert.Null(source.Info.Epoch);
    }

    [Fact]
    public void Without_a_scheduler_it_plays_on_a_thread_of_its_own()
    {
        using var source = ReplaySource.Open(Captures.PathOf("ct2-one"), new ReplayOptions { Speed = double.PositiveInfinity });
        using var done = new ManualResetEventSlim();
        string? thread = null;
        ulong events = 0;
        using var subscription = source.Batches.Subscribe(
            batch =>
            {
                thread = Thread.CurrentThread.Name;
                events += (ulong)batch.Records.Count;
            },
            done.Set);

        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(("replay", 314UL), (thread, events));
    }

    [Fact]
    public void A_gap_still_brings_batches_but_a_jump_of_hours_does_not()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}");
        ulong[] times = [1, 60_000_000_001, 60_000_000_000 + 7_200_000_000_000, 90_000_000];
        File.WriteAllText(path, string.Concat(times.Select(t => $"{{\"ts\":{t},\"tid\":7,\"event\":\"run_start\"}}\n")));
        try
        {
            using var source = ReplaySource.Open(path, scheduler: _time);
            var log = new BatchLog(source);
            _time.AdvanceBy(60 * Second);
            Assert.Equal(600, log.Times.Count);
            _time.AdvanceBy(Second);

            Assert.Equal(603, log.Times.Count);
            Assert.Equal(1, log.Discontinuities);
            Assert.True(log.Completed);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Late_events_stay_in_the_order_of_the_file_and_time_does_not_go_back()
    {
        using var source = ReplaySource.Open(Captures.PathOf("l4-storm"), new ReplayOptions { Speed = double.PositiveInfinity }, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        var order = log.Records.Select(r => new ProbeEvent(r).Header.TimeNs).ToList();
        var file = Encoding.UTF8.GetString(Captures.Lines("l4-storm")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => ulong.Parse(line.AsSpan(6, line.IndexOf(',', StringComparison.Ordinal) - 6)));

        Assert.Equal(file, order);
        Assert.Equal(25, order.Zip(order.Skip(1)).Count(pair => pair.Second < pair.First));
        Assert.Equal(log.Times.Order(), log.Times);
    }

    private ReplaySource Open(ReplayOptions? options = null) => ReplaySource.Open(Captures.PathOf("ct1-tcp"), options, _time);
}
