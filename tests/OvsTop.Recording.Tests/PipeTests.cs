using System.Diagnostics;
using System.Reactive.Concurrency;
using OvsTop.Recording.Replay;
using OvsTop.Recording.Tests.Container;

namespace OvsTop.Recording.Tests;

/// <summary>Recordings that come through a pipe: they are read once, as they come.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-").FullName;

    private string? _ended;

    private string Pipe => Path.Combine(_folder, "pipe");

    private string Container => Path.Combine(_folder, "x.ovscap");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_compressed_capture_is_read_from_a_pipe()
    {
        var (log, notices) = PlayThroughPipe(File.ReadAllBytes(Captures.PathOf("ct1-tcp")));

        Assert.Equal(249UL, log.Events);
        Assert.Empty(notices);
    }

    [Fact]
    public void A_container_is_read_from_a_pipe()
    {
        Recorded.Convert(Captures.PathOf("l4-rule-change"), Container);
        var (log, notices) = PlayThroughPipe(File.ReadAllBytes(Container));

        Assert.Equal(1151UL, log.Events);
        Assert.Empty(notices);
        Assert.Equal($"stream ended at {Duration(log)} (closed by the recorder; {log.Times.Count:N0} batches) - run the command again", _ended);
    }

    [Fact]
    public void A_pipe_that_breaks_is_told_and_what_came_is_used()
    {
        Recorded.Convert(Captures.PathOf("l4-rule-change"), Container);
        byte[] whole = File.ReadAllBytes(Container);
        var (log, notices) = PlayThroughPipe(whole[..(whole.Length / 2)]);

        Assert.InRange(log.Events, 100UL, 1150UL);
        Assert.StartsWith("no end mark", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal($"stream cut in a batch at {Duration(log)} (EOF; {log.Times.Count:N0} batches) - run the command again", _ended);
    }

    [Fact]
    public void One_cannot_go_back_in_a_pipe_and_is_told()
    {
        var (log, notices) = PlayThroughPipe(File.ReadAllBytes(Captures.PathOf("ct1-tcp")), source => source.Seek(TimeSpan.Zero));

        Assert.Equal(249UL, log.Events);
        Assert.Equal(0, log.Discontinuities);
        Assert.Equal(["pipe cannot be played back: write it to a file first"], notices);
    }

    private static string Duration(BatchLog log) => $"+{TimeSpan.FromTicks((long)(log.Times[^1] - log.Times[0] + 100_000_000) / 100):hh\\:mm\\:ss}";

    private (BatchLog Log, IReadOnlyList<string> Notices) PlayThroughPipe(byte[] content, Action<ReplaySource>? halfway = null)
    {
        using (var mkfifo = Process.Start("mkfifo", Pipe))
        {
            mkfifo.WaitForExit();
        }

        var writing = Task.Run(() => File.WriteAllBytes(Pipe, content));
        var time = new HistoricalScheduler();
        using var source = ReplaySource.Open(Pipe, new ReplayOptions { HoldAtEnd = true }, time);
        var log = new BatchLog(source);
        time.AdvanceBy(TimeSpan.FromSeconds(3));
        halfway?.Invoke(source);
        time.AdvanceBy(TimeSpan.FromSeconds(60));
        Assert.True(log.Completed);
        Assert.True(writing.Wait(TimeSpan.FromSeconds(30)));
        Assert.True(source.State is { AtEnd: true, CanSeek: false });
        _ended = source.State.Ended;
        return (log, source.Info.Notices);
    }
}
