using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

/// <summary>Clocks that jump: nothing is lost, nothing stalls, and it is said.</summary>
public sealed class ClockTests : IDisposable
{
    private const ulong Second = 1_000_000_000;
    private const ulong Hours = 10 * 3600 * Second;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_jump_ahead_is_passed_over_in_playing_and_told()
    {
        Record([100, 101, 102, 102 + Hours / Second, 103 + Hours / Second]);
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(_path, new ReplayOptions(), time);
        var log = new BatchLog(source);
        time.AdvanceBy(TimeSpan.FromSeconds(10));

        Assert.True(log.Completed);
        Assert.Equal((5UL, 5UL, 0), (log.Events, log.Hits(ProbeId.RecvUpcall), log.Discontinuities));
        Assert.Equal("time jumps ahead in 1 places, by 36,000.0 s in all: nothing was recorded meanwhile", Assert.Single(source.Info.Notices));
        Assert.InRange(source.State.Length!.Value, TimeSpan.FromHours(10), TimeSpan.FromHours(10.1));
    }

    [Fact]
    public void A_clock_that_goes_back_begins_another_stretch_and_every_count_goes_on()
    {
        Record([50_000, 50_001, 50_002, 20, 21, 22]);
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(_path, new ReplayOptions(), time);
        var log = new BatchLog(source);
        time.AdvanceBy(TimeSpan.FromSeconds(10));

        Assert.True(log.Completed);
        Assert.Equal((6UL, 6UL, 1), (log.Events, log.Hits(ProbeId.RecvUpcall), log.Discontinuities));
        Assert.StartsWith("time goes back in 1 places, by 49,982.0 s in all: ", Assert.Single(source.Info.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_sum_time_never_goes_back_and_details_keep_their_place_in_it()
    {
        Record([50_000, 50_001, 50_002, 20, 21, 22]);
        var log = Play();

        Assert.Equal([50_000 * Second, 50_001 * Second, 50_002 * Second, 50_002 * Second, 50_003 * Second, 50_004 * Second], log.Times);
        Assert.Equal(log.Times, log.Records.Select(record => new ProbeEvent(record).Header.TimeNs));
        Assert.Equal(6UL, log.Hits(ProbeId.RecvUpcall));
    }

    [Fact]
    public void A_capture_in_lines_whose_clock_goes_back_adds_up_too()
    {
        string lines = Path.ChangeExtension(_path, "jsonl");
        byte[] one = Captures.Lines("ct2-one");
        try
        {
            File.WriteAllBytes(lines, [.. Later(one), .. one]);
            var twice = Play(lines);
            Assert.Equal((314UL * 2, 1), (twice.Events, twice.Discontinuities));
            Assert.Equal(Play(Captures.PathOf("ct2-one")).Hits(ProbeId.RecvUpcall) * 2, twice.Hits(ProbeId.RecvUpcall));
            Assert.Equal(new DetailLosses(628, 0, 0), twice.Losses);
            Assert.Equal(twice.Times.Order(), twice.Times);
        }
        finally
        {
            File.Delete(lines);
        }
    }

    [Fact]
    public void A_wall_clock_that_is_set_while_it_is_recorded_is_told()
    {
        var epoch = DateTimeOffset.UnixEpoch.AddDays(20_000);
        int asked = 0;
        Record([100, 111, 122, 133], () => ++asked > 2 ? epoch.AddHours(-1) : epoch);
        using var source = ReplaySource.Open(_path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var log = new BatchLog(source);

        Assert.Equal((4UL, 0), (log.Events, log.Discontinuities));
        Assert.Equal("the wall clock was set, or the machine slept, 1 times, by -3,600.0 s in all: times of day before that are by the later clock", Assert.Single(source.Info.Notices));
        Assert.Equal(epoch.AddHours(-1), source.Info.Epoch);
    }

    [Fact]
    public void Limits_and_rotation_do_not_mistake_a_clock_that_goes_back_for_time_that_passes()
    {
        using var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x" }, new RecordingOptions { MaxTime = TimeSpan.FromHours(1) });
        Assert.True(writer.Write(Batch(50_000, 1)));
        Assert.True(writer.Write(Batch(20, 2)));
        Assert.Null(writer.Status.Stopped);
    }

    private static byte[] Later(byte[] lines)
    {
        // Another boot, 100,000 s later on its clock.
        string text = System.Text.Encoding.UTF8.GetString(lines);
        return System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(
            text, @"(?m)^\{""ts"":(\d+)", match => $"{{\"ts\":{ulong.Parse(match.Groups[1].ValueSpan) + 100_000 * Second}"));
    }

    private void Record(ulong[] seconds, Func<DateTimeOffset>? epochNow = null)
    {
        using var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x", Epoch = epochNow?.Invoke() }, new RecordingOptions { EpochNow = epochNow });
        for (int i = 0; i < seconds.Length; i++)
        {
            Assert.True(writer.Write(Batch(seconds[i], (ulong)i + 1)));
        }
    }

    private static ProbeBatch Batch(ulong second, ulong upcalls)
    {
        var batch = new ProbeBatch { TimeNs = second * Second, Tallies = new TallyTable(), Losses = new DetailLosses(upcalls, 0, 0) };
        batch.Tallies.Resize(2);
        batch.Tallies[1].Tid = 7;
        batch.Tallies[1].Hits[(int)ProbeId.RecvUpcall] = upcalls;
        batch.Records.Append(new EventHeader { Probe = ProbeId.RecvUpcall, TimeNs = batch.TimeNs, Tid = 7 }, [], [], [], []);
        return batch;
    }

    private BatchLog Play(string? path = null)
    {
        using var source = ReplaySource.Open(path ?? _path, new ReplayOptions { Speed = double.PositiveInfinity, AddsUp = true }, ImmediateScheduler.Instance);
        var log = new BatchLog(source);
        Assert.True(log.Completed);
        return log;
    }
}
