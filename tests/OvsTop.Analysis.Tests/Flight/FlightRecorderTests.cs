using OvsTop.Analysis.Flight;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Traces;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Tests.Flight;

public sealed class FlightRecorderTests
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    [Fact]
    public void Snapshots_are_kept_in_the_order_of_their_times_whatever_the_order_they_come_in()
    {
        var recorder = Of(Span, 1, 2, 3, 2, 5, 4);
        Assert.Equal([1, 2, 3, 4, 5], Seconds(recorder));
    }

    [Fact]
    public void The_later_of_two_of_the_same_time_is_kept()
    {
        var recorder = new FlightRecorder(Span, long.MaxValue);
        recorder.Add(At(1, upcalls: 10));
        long one = recorder.Bytes;
        recorder.Add(At(1, upcalls: 20));
        Assert.Equal(20, Assert.Single(recorder.Kept).Upcalls.Total.UpcallsPerSecond);
        Assert.Equal(one, recorder.Bytes);
    }

    [Fact]
    public void What_is_older_than_the_span_goes() =>
        Assert.Equal([4, 5, 6, 7], Seconds(Of(TimeSpan.FromSeconds(3), 1, 2, 3, 4, 5, 6, 7)));

    [Fact]
    public void Within_its_bytes_it_keeps_the_newest_densely_the_older_thinly_and_the_spikes()
    {
        const int Count = 600, Spike = 100, Room = 120;
        long one = SnapshotSize.Of(At(1));
        var recorder = new FlightRecorder(Span, one * Room);
        for (int second = 1; second <= Count; second++)
        {
            recorder.Add(At(second, second == Spike ? 5000 : 10));
            Assert.InRange(recorder.Bytes, 0, one * Room);
        }

        var kept = Seconds(recorder);
        Assert.InRange(kept.Count, Room / 2, Room);
        Assert.Equal(Enumerable.Range(Count - 30, 31).Select(s => (double)s), kept.TakeLast(31));
        Assert.Contains(Spike, kept);
        Assert.True(kept[0] < Spike, $"the oldest is {kept[0]}");
        Assert.Equal(Spike, Second(recorder.Busiest()));
        Assert.Equal(recorder.Kept.Sum(SnapshotSize.Of), recorder.Bytes);
    }

    [Fact]
    public void A_snapshot_larger_than_the_bound_does_not_empty_it()
    {
        var recorder = new FlightRecorder(Span, 1);
        for (int second = 1; second <= 20; second++)
        {
            recorder.Add(At(second));
        }

        Assert.InRange(recorder.Kept.Count, 1, 4);
        Assert.Equal(20, Seconds(recorder)[^1]);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(3, 3)]
    [InlineData(3.9, 3)]
    [InlineData(99, 7)]
    public void At_a_time_is_what_was_shown_then(double second, double expected) => Assert.Equal(expected, Second(Of(Span, 1, 3, 5, 7).At(Ns(second))));

    [Theory]
    [InlineData(5, 1, 7)]
    [InlineData(5, -1, 3)]
    [InlineData(5, -2, 1)]
    [InlineData(5, -9, 1)]
    [InlineData(7, 1, 7)]
    [InlineData(4, 1, 5)]
    [InlineData(4, -1, 3)]
    [InlineData(99, -1, 7)]
    public void Steps_go_from_one_to_the_next_and_stay_at_the_ends(double second, int places, double expected) =>
        Assert.Equal(expected, Second(Of(Span, 1, 3, 5, 7).Step(Ns(second), places)));

    [Fact]
    public void An_empty_one_has_nothing_to_show()
    {
        var recorder = new FlightRecorder(Span, 1 << 20);
        Assert.Null(recorder.Ends);
        Assert.Null(recorder.At(1));
        Assert.Null(recorder.Step(1, 1));
        Assert.Null(recorder.Busiest());
        Assert.Null(recorder.FindSpike(1, forth: true));
    }

    [Fact]
    public void Spikes_are_found_forth_and_back_by_the_rule_of_recordings()
    {
        var recorder = new FlightRecorder(Span, long.MaxValue);
        ulong all = 0;
        for (int second = 0; second <= 60; second++)
        {
            double rate = second is 20 or 21 or 45 ? 400 : 10;
            recorder.Add(At(second, rate, all += (ulong)rate));
        }

        var found = recorder.FindSpike(Ns(3), forth: true);
        Assert.Equal((20, new Spike(TimeSpan.FromSeconds(20), 400, 10)), (Second(found?.At), found?.Spike));
        Assert.Equal(45, Second(recorder.FindSpike(Ns(20), forth: true)?.At));
        Assert.Equal(20, Second(recorder.FindSpike(Ns(45), forth: false)?.At));
        Assert.Null(recorder.FindSpike(Ns(45), forth: true));
        Assert.Null(recorder.FindSpike(Ns(20), forth: false));
    }

    [Fact]
    public void Snapshots_of_fractions_of_a_second_make_whole_seconds_and_a_spike_is_left_by_looking_further_back()
    {
        var recorder = new FlightRecorder(Span, long.MaxValue);
        for (int tick = 0; tick <= 40; tick++)
        {
            recorder.Add(At(tick * 0.375, tick is > 16 and <= 26 ? 300 : 20) with { IntervalSeconds = 0.375 });
        }

        var found = recorder.FindSpike(0, forth: true);
        Assert.Equal((7.125, 7), (Second(found?.At), found?.Spike.At.TotalSeconds));
        Assert.Equal(found, recorder.FindSpike(Ns(11), forth: false));
        Assert.Null(recorder.FindSpike(Ns(7.125), forth: false));
    }

    [Fact]
    public void All_but_the_newest_keep_some_packets_only()
    {
        var recorder = new FlightRecorder(Span, long.MaxValue);
        for (int second = 1; second <= FlightRecorder.Whole + 5; second++)
        {
            recorder.Add(At(second) with { Traces = TracesSnapshot.Empty with { Packets = [.. Enumerable.Range(1, 50).Select(Packet)], PacketCount = 50 } });
        }

        Assert.Equal([.. Enumerable.Repeat(FlightRecorder.Packets, 5), .. Enumerable.Repeat(50, FlightRecorder.Whole)], recorder.Kept.Select(s => s.Traces.Packets.Count));
        Assert.Equal(recorder.Kept.Sum(SnapshotSize.Of), recorder.Bytes);
    }

    private static TracePacket Packet(int number) => new() { Number = number, TimeNs = 1, InPort = 1, Summary = "udp", Rounds = [], Verdict = Verdict.Output };

    private static FlightRecorder Of(TimeSpan span, params double[] seconds)
    {
        var recorder = new FlightRecorder(span, long.MaxValue);
        foreach (double second in seconds)
        {
            recorder.Add(At(second));
        }

        return recorder;
    }

    private static List<double> Seconds(FlightRecorder recorder) => [.. recorder.Kept.Select(s => Second(s))];

    private static double Second(Snapshot? snapshot) => snapshot!.TimeNs / 1e9;

    private static ulong Ns(double second) => (ulong)(second * 1e9);

    private static Snapshot At(double second, double upcalls = 0, ulong total = 0) => new()
    {
        Number = (long)second,
        TimeNs = Ns(second),
        StartNs = 0,
        IntervalSeconds = 1,
        Source = new SourceInfo { Kind = "live", Title = "by hand" },
        Losses = default,
        Counts = [],
        Upcalls = new UpcallsSnapshot
        {
            Handlers = [],
            Total = new HandlerRow { Name = "total", UpcallsPerSecond = upcalls, Upcalls = total },
            Other = new HandlerRow { Name = "other" },
            BatchSizes = [],
        },
        Latency = new LatencySnapshot { Stages = [] },
        Revalidator = new RevalidatorSnapshot { Reasons = [], Threads = [] },
        MainLoop = new MainLoopSnapshot(),
    };
}
