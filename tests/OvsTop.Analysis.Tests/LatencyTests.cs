using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class LatencyTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 10)]
    [InlineData(3, 100)]
    [InlineData(4, 1000)]
    [InlineData(5, 20_000)]
    public void Percentiles_are_within_one_bucket_of_the_exact_ones(int seed, int count)
    {
        var random = new Random(seed);
        ulong[] durations = [.. Enumerable.Range(0, count).Select(_ => (ulong)Math.Exp(random.NextDouble() * 20))];
        StageTally tally = default, nothing = default;
        foreach (ulong ns in durations)
        {
            tally.Add(ns);
        }

        var histogram = new Histogram();
        histogram.Add(tally, nothing);
        Array.Sort(durations);
        var exact = histogram.SummarizeWithin(durations[0], durations[^1]);
        var window = histogram.Summarize(0, ulong.MaxValue);
        foreach (var (q, us) in new[] { (0.5, exact.P50Us), (0.9, exact.P90Us), (0.99, exact.P99Us) })
        {
            ulong truth = durations[Math.Max(0, (int)Math.Ceiling(q * count) - 1)];
            int bucket = LatencyBuckets.Of(truth);
            Assert.InRange(us * 1e3, LatencyBuckets.LowerBoundNs(bucket), LatencyBuckets.UpperBoundNs(bucket));
        }

        Assert.Equal((ulong)count, exact.Count);
        Assert.Equal((durations[0] / 1e3, durations[^1] / 1e3), (exact.MinUs, exact.MaxUs));
        Assert.Equal(durations.Sum(ns => (double)ns) / count / 1e3, exact.MeanUs, 1e-6 * exact.MeanUs);
        Assert.Equal(LatencyBuckets.Of(durations[0]), LatencyBuckets.Of((ulong)Math.Round(window.MinUs * 1e3)));
        Assert.Equal(LatencyBuckets.Of(durations[^1]), LatencyBuckets.Of((ulong)Math.Round(window.MaxUs * 1e3)));
    }

    [Fact]
    public void One_duration_is_its_own_minimum_percentiles_and_maximum_since_start()
    {
        _source.Measure(7, Stage.Translate, 123_456);
        var total = Single(Run(), "translate").Total;
        Assert.Equal(new LatencySummary(1, 123.456, 123.456, 123.456, 123.456, 123.456, 123.456), total);
    }

    [Fact]
    public void A_window_forgets_the_durations_before_it()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Measure(7, Stage.KernelPut, 1_000_000);
        _source.At(1);
        _source.Measure(8, Stage.KernelPut, 2_000);
        _source.Measure(7, Stage.KernelPut, 4_000);
        _source.At(2);
        var row = Single(snapshots[1], "kernel put");
        Assert.Equal((2ul, 3.0), (row.Interval.Count, row.Interval.MeanUs));
        Assert.InRange(row.Interval.MinUs, 1.75, 2.0);
        Assert.InRange(row.Interval.MaxUs, 4.0, 4.5);
        Assert.Equal((3ul, 2.0, 1000.0), (row.Total.Count, row.Total.MinUs, row.Total.MaxUs));
        Assert.Equal(2, row.P99History.Values.Length);
        Assert.InRange(row.P99History.Values[0], 900f, 1000f);
    }

    [Fact]
    public void The_minute_is_the_last_sixty_seconds()
    {
        var snapshots = _source.Run();
        for (int second = 0; second <= 100; second++)
        {
            _source.At(second);
            _source.Measure(7, Stage.Translate, second < 30 ? 1_000_000u : 1_000u);
        }

        _source.At(101);
        var row = Single(snapshots[^1], "translate");
        Assert.Equal((60ul, 101ul), (row.Minute.Count, row.Total.Count));
        Assert.Equal(1.0, row.Minute.P99Us, 0.1);
        Assert.Equal(60ul, row.MinuteOctaves[9]);
        Assert.Equal((71ul, 30ul), (row.TotalBuckets[LatencyBuckets.Of(1_000)], row.TotalBuckets[LatencyBuckets.Of(1_000_000)]));
    }

    [Fact]
    public void The_minute_holds_at_short_intervals_too()
    {
        var snapshots = _source.Run(TimeSpan.FromSeconds(0.1));
        for (int tick = 0; tick <= 1000; tick++)
        {
            _source.Measure(7, Stage.Translate, 1_000);
            _source.At(tick / 10.0);
        }

        Assert.InRange(Single(snapshots[^1], "translate").Minute.Count, 600ul, 620ul);
    }

    [Fact]
    public void The_minute_is_the_whole_window_at_long_intervals()
    {
        var snapshots = _source.Run(TimeSpan.FromSeconds(300));
        _source.At(0);
        for (int tick = 1; tick <= 3; tick++)
        {
            _source.Measure(7, Stage.Translate, 1_000);
            _source.At(tick * 300);
        }

        Assert.Equal(1ul, Single(snapshots[^1], "translate").Minute.Count);
    }

    [Fact]
    public void Buckets_that_wrapped_at_two_to_the_32_count_on()
    {
        var snapshots = _source.Run();
        int bucket = LatencyBuckets.Of(5_000);
        ref var stage = ref _source.Thread(7).Stages[(int)Stage.Translate];
        stage.Count = stage.Buckets[bucket] = uint.MaxValue - 1;
        stage.MinNs = stage.MaxNs = 5_000;
        _source.At(0);
        _source.At(1);
        for (int i = 0; i < 10; i++)
        {
            _source.Measure(7, Stage.Translate, 5_000);
        }

        Assert.Equal(8u, _source.Thread(7).Stages[(int)Stage.Translate].Buckets[bucket]);
        _source.At(2);
        var row = Single(snapshots[1], "translate");
        Assert.Equal((10ul, 5.0), (row.Interval.Count, row.Interval.P50Us));
        Assert.Equal(uint.MaxValue + 9ul, row.Total.Count);
        Assert.Equal(uint.MaxValue + 9ul, row.TotalBuckets[bucket]);
    }

    [Fact]
    public void Longer_than_the_scale_shows_its_true_maximum()
    {
        _source.Measure(7, Stage.MainWait, 1UL << 41);
        var wait = Run().MainLoop.Wait!;
        Assert.Equal((1UL << 41) / 1e3, wait.Total.MaxUs);
        Assert.Equal((1UL << 41) / 1e3, wait.Interval.MaxUs);
    }

    [Fact]
    public void Stages_come_in_the_order_of_the_path()
    {
        foreach (var stage in new[] { Stage.KernelExecute, Stage.KernelPut, Stage.TranslateExecute, Stage.Translate })
        {
            _source.Measure(7, stage, 1);
        }

        Assert.Equal(["translate", "translate execute", "kernel put", "kernel execute"], Run().Latency.Stages.Select(s => s.Name));
    }

    [Fact]
    public void A_stage_without_a_duration_says_why()
    {
        _source.Info = _source.Info with { Attached = [ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.PacketCmdExecuteEnter] };
        var missing = Run().Latency.Missing.ToDictionary(m => m.Stage, m => m.Why);
        Assert.Equal("not hit so far", missing["translate"]);
        Assert.Equal("needs ovs_flow_cmd_new:enter and ovs_flow_cmd_new:return, which are missing", missing["kernel put"]);
        Assert.Equal("needs ovs_packet_cmd_execute:return, which is missing", missing["kernel execute"]);
        Assert.Equal("needs ovs_dp_upcall, which is missing", missing["queue"]);
        Assert.Equal(8, missing.Count);
    }

    private static StageRow Single(Snapshot snapshot, string name) => Assert.Single(snapshot.Latency.Stages, stage => stage.Name == name);

    private Snapshot Run()
    {
        var snapshots = _source.Run();
        _source.At(1);
        _source.At(2);
        return Assert.Single(snapshots);
    }

    [Fact]
    public void A_stage_that_cannot_be_measured_names_the_nearest_that_can()
    {
        using var source = new HandSource();
        var snapshots = source.Run();
        source.Measure(7, Stage.Send, 1000);
        source.At(1);
        source.End();
        var latency = snapshots[^1].Latency;
        Assert.Contains(latency.Missing, m => m.Stage == "kernel put" && m.Why.EndsWith("nearest is send: sendmsg of puts and executes, entry -> return", StringComparison.Ordinal));
        Assert.DoesNotContain(latency.Missing, m => m.Stage == "send");
        Assert.Equal("send", Assert.Single(latency.Stages).Name);
    }

    [Fact]
    public void The_history_of_octaves_has_an_element_per_tick()
    {
        using var source = new HandSource();
        var snapshots = source.Run();
        source.At(0);
        source.Measure(7, Stage.Queue, 1024);
        source.At(1);
        source.Measure(7, Stage.Queue, 4096);
        source.Measure(7, Stage.Queue, 4097);
        source.At(2);
        var history = snapshots[^1].Latency.Stages[0].OctaveHistory;
        Assert.Equal([1ul, 0ul], history.Select(tick => tick[10]));
        Assert.Equal([0ul, 2ul], history.Select(tick => tick[12]));
    }
}
