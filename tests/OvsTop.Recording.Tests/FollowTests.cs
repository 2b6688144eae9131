using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests;

/// <summary>Files that grow while they are played, in virtual time.</summary>
public sealed class FollowTests : IDisposable
{
    private static readonly ReplayOptions Following = new() { Follow = true, HoldAtEnd = true };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}");
    private readonly HistoricalScheduler _time = new();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Lines_that_are_appended_are_counted_like_those_of_a_whole_file_wherever_they_are_cut()
    {
        byte[] lines = Captures.Lines("ct1-tcp");
        File.WriteAllBytes(_path, lines[..(lines.Length / 3)]);
        using var source = ReplaySource.Open(_path, Following, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.InRange(log.Events, 50UL, 100UL);
        Assert.True(source.State is { Waiting: true, Seeking: false, AtEnd: false });
        for (int at = lines.Length / 3; at < lines.Length; at += 1009)
        {
            Append(lines.AsSpan(at, Math.Min(1009, lines.Length - at)));
            _time.AdvanceBy(TimeSpan.FromMilliseconds(100));
        }

        _time.AdvanceBy(TimeSpan.FromSeconds(10));
        Assert.Equal(249UL, log.Events);
        Assert.Equal(5UL, log.Hits(ProbeId.RecvUpcall));
        Assert.Empty(source.Info.Notices);
        Assert.False(log.Completed);
    }

    [Fact]
    public void An_empty_file_is_waited_for()
    {
        File.WriteAllText(_path, "");
        using var source = ReplaySource.Open(_path, Following, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Empty(log.Times);
        Append(Captures.Lines("ct1-tcp"));
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(249UL, log.Events);
    }

    [Fact]
    public void An_empty_file_has_a_place_from_which_one_can_step()
    {
        File.WriteAllText(_path, "");
        using var source = ReplaySource.Open(_path, Following, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.InRange(source.State.Position, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        source.StepBy(TimeSpan.FromSeconds(1));
        source.StepBy(TimeSpan.MaxValue);
        Append(Captures.Lines("ct1-tcp"));
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(249UL, log.Events);
    }

    [Fact]
    public void A_container_is_followed_to_its_end_mark_where_it_holds()
    {
        var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x" }, new RecordingOptions { Sync = SyncPolicy.Never });
        Write(writer, 1, 20);
        using var source = ReplaySource.Open(_path, Following, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromMilliseconds(1));
        Assert.Equal(20UL, log.Hits(ProbeId.RunStart));
        Assert.True(source.State is { Waiting: true, Seeking: false });
        Write(writer, 21, 40);
        writer.Dispose();
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(40UL, log.Hits(ProbeId.RunStart));
        Assert.Equal(40UL, log.Events);
        Assert.True(source.State is { AtEnd: true, Paused: true, Waiting: false });
        Assert.Equal(Rest.End, log.Rests[^1].Kind);
    }

    [Fact]
    public void What_is_late_is_shown_at_once()
    {
        byte[] lines = Captures.Lines("ct1-tcp");
        int half = lines.AsSpan(0, lines.Length / 2).LastIndexOf((byte)'\n') + 1;
        File.WriteAllBytes(_path, lines[..half]);
        using var source = ReplaySource.Open(_path, Following, _time);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromMinutes(1));
        Append(lines.AsSpan(half));
        _time.AdvanceBy(TimeSpan.FromMilliseconds(101));
        Assert.Equal(249UL, log.Events);
    }

    [Fact]
    public void A_compressed_capture_cannot_be_followed()
    {
        var e = Assert.Throws<SourceException>(() => ReplaySource.Open(Captures.PathOf("ct1-tcp"), Following, _time));
        Assert.Contains("a compressed capture cannot be followed", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Batches of 100 ms with a main loop each; time goes on with them.</summary>
    private void Write(RecordingWriter writer, ulong first, ulong last)
    {
        var batch = new ProbeBatch { Tallies = new() };
        for (ulong i = first; i <= last; i++)
        {
            batch.TimeNs = i * 100_000_000;
            batch.Records.Clear();
            batch.Records.Append(new EventHeader { Probe = ProbeId.RunStart, TimeNs = batch.TimeNs - 1 }, [], [], [], []);
            batch.Tallies.Shared.Hits[(int)ProbeId.RunStart] = i;
            Assert.True(writer.Write(batch));
            _time.AdvanceBy(TimeSpan.FromMilliseconds(100));
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }
}
