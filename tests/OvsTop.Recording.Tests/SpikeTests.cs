using System.Reactive.Concurrency;
using NSubstitute;
using OvsTop.Model.Sources;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Replay;
using OvsTop.Recording.Tests.Container;

namespace OvsTop.Recording.Tests;

public sealed class SpikeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_spike_begins_where_upcalls_are_three_times_and_fifty_more_than_the_median_before() =>
        Assert.Equal([5], Find(10, 12, 9, 11, 61, 200, 10));

    [Theory]
    [InlineData(20, 69, false)]
    [InlineData(20, 70, true)]
    [InlineData(100, 299, false)]
    [InlineData(100, 300, true)]
    public void Both_bounds_count(ulong before, ulong upcalls, bool isSpike) =>
        Assert.Equal(isSpike ? [4] : [], Find(before, before, before, upcalls));

    [Fact]
    public void While_it_lasts_it_is_one_and_a_new_level_is_no_second() =>
        Assert.Equal([3], Find(10, 10, 500, 500, 500, 480, 500, 500, 500, 500, 500));

    [Fact]
    public void After_calm_there_is_another() => Assert.Equal([3, 6], Find(10, 10, 500, 10, 10, 500, 10));

    [Fact]
    public async Task A_recording_whose_reader_fails_in_whatever_way_has_no_length_and_no_spikes()
    {
        var recording = Substitute.For<IRecording>();
        recording.Open().Returns(_ => throw new InvalidOperationException("defect"));
        using var scan = new RecordingScan(recording);
        Assert.Null(await scan.FindLength());
        Assert.Null(await scan.Find(TimeSpan.Zero, forth: true));
    }

    [Fact]
    public void The_first_second_is_none() => Assert.Empty(Find(5000, 5000, 10));

    [Fact]
    public void Seconds_left_out_had_no_upcall()
    {
        var finder = new SpikeFinder(SpikeRule.Default);
        finder.Add(0, 100);
        finder.Add(10, 60);
        finder.Add(20, 60);
        Assert.Equal([11.0, 21.0], finder.Spikes.Select(s => s.At.TotalSeconds));
        Assert.All(finder.Spikes, s => Assert.Equal((60.0, 0.0), (s.PerSecond, s.Before)));
    }

    [Fact]
    public void Old_seconds_leave_the_median()
    {
        ulong[] seconds = [.. Enumerable.Repeat(1000ul, 30), .. Enumerable.Repeat(10ul, 16), 200];
        Assert.Equal([47], Find(seconds));
    }

    [Fact]
    public async Task The_storm_of_the_demo_is_found_from_either_side()
    {
        using var source = DemoSource.Open(new ReplayOptions(), new HistoricalScheduler());
        var first = await source.FindSpike(TimeSpan.Zero, forth: true);
        var last = await source.FindSpike(TimeSpan.FromHours(1), forth: false);
        Assert.True(first!.PerSecond >= first.Before + 50);
        Assert.True(last!.At >= first.At);
        Assert.Null(await source.FindSpike(last.At, forth: true));
        Assert.Null(await source.FindSpike(first.At, forth: false));
    }

    /// <summary>The kernel's probes alone, in a raw capture and in the counts of an .ovscap of it: the spikes are those of ovs_dp_upcall.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_recv_upcall_the_kernels_upcalls_have_spikes(bool container)
    {
        string capture = Path.Combine(_folder, "kernel.jsonl"), path = capture;
        File.WriteAllLines(capture, KernelCapture([20, 20, 20, 400, 20, 20, 300, 20]));
        if (container)
        {
            Recorded.Convert(capture, path = Path.Combine(_folder, "kernel.ovscap"));
        }

        using var source = ReplaySource.Open(path, new ReplayOptions(), new HistoricalScheduler());
        var first = await source.FindSpike(TimeSpan.Zero, forth: true);
        var second = await source.FindSpike(first!.At, forth: true);
        Assert.Equal(((400.0, 20.0), (300.0, 20.0)), ((first.PerSecond, first.Before), (second!.PerSecond, second.Before)));
        Assert.Equal((4.0, 7.0), (first.At.TotalSeconds, second.At.TotalSeconds));
        Assert.Null(await source.FindSpike(second.At, forth: true));
    }

    [Fact]
    public async Task A_recording_looked_through_ahead_knows_its_length()
    {
        using var source = ReplaySource.Open(Captures.PathOf("ct1-tcp"), new ReplayOptions { LooksAhead = true, StartPaused = true }, new HistoricalScheduler());
        await source.FindSpike(TimeSpan.Zero, forth: true);
        Assert.Equal(TimeSpan.FromMilliseconds(7700), source.State.Length);
    }

    /// <summary>Upcalls as the kernel alone tells them, so many in each second, none near its ends.</summary>
    private static IEnumerable<string> KernelCapture(int[] seconds)
    {
        yield return """{"ts":1000000000,"cpu":0,"tid":485,"comm":"ovs-vswitchd","event":"run_start"}""";
        for (int second = 0; second < seconds.Length; second++)
        {
            for (int i = 0; i < seconds[second]; i++)
            {
                long ns = (long)((1.05 + second + (0.9 * i / seconds[second])) * 1e9);
                yield return $$"""{"ts":{{ns}},"cpu":0,"tid":865,"comm":"flood","event":"ovs_dp_upcall","dp":"ovs-system","dev":"ga","skb":"0x1","len":60,"recirc_id":0,"ct_state":0,"ct_zone":0,"cmd":1,"upcall_port":7,"gso_size":0,"packet":"0200"}""";
            }
        }
    }

    private static IEnumerable<int> Find(params ulong[] seconds)
    {
        var finder = new SpikeFinder(SpikeRule.Default);
        for (int i = 0; i < seconds.Length; i++)
        {
            finder.Add(i, seconds[i]);
        }

        return finder.Spikes.Select(s => (int)s.At.TotalSeconds);
    }
}
