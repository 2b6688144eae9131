using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

/// <summary>A recording of 20 minutes, a batch with one run_start every 100 ms, so that its count tells the time.</summary>
public sealed class SeekByIndexTests(SeekByIndexTests.LongRecording recording) : IClassFixture<SeekByIndexTests.LongRecording>
{
    private const int Batches = 12_000;
    private const ulong Slice = 100_000_000;
    private const ulong Boot = 3_600_000_000_000;

    private readonly string _path = recording.File;
    private readonly HistoricalScheduler _time = new();

    [Fact]
    public void Going_far_ahead_plays_only_the_last_minute_before_and_counts_are_those_of_the_place()
    {
        using var source = ReplaySource.Open(_path, null, _time);
        source.PreRoll = TimeSpan.FromMinutes(1);
        var log = new BatchLog(source);
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMinutes(20), source.State.Length);
        source.Seek(TimeSpan.FromMinutes(15));
        _time.AdvanceBy(TimeSpan.FromTicks(1));

        Assert.Equal(9000UL, log.Hits(ProbeId.RunStart));
        Assert.InRange(log.Times.Count, 10 + 600, 10 + 710);
        Assert.Equal(1, log.Discontinuities);
        Assert.InRange(source.State.Position, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1));
        Assert.Empty(source.Info.Notices);

        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(9010UL, log.Hits(ProbeId.RunStart));
    }

    [Fact]
    public void Going_back_plays_only_the_last_minute_before()
    {
        using var source = ReplaySource.Open(_path, new ReplayOptions { HoldAtEnd = true }, _time);
        source.PreRoll = TimeSpan.FromMinutes(1);
        var log = new BatchLog(source);
        source.Seek(TimeSpan.FromMinutes(19));
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        int before = log.Times.Count;
        source.Seek(TimeSpan.FromMinutes(5));
        _time.AdvanceBy(TimeSpan.FromTicks(1));

        Assert.Equal(3000UL, log.Hits(ProbeId.RunStart));
        Assert.InRange(log.Times.Count - before, 600, 710);

        source.Seek(TimeSpan.FromSeconds(30));
        _time.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.Equal(300UL, log.Hits(ProbeId.RunStart));
        Assert.Equal(3, log.Discontinuities);
    }

    [Fact]
    public void Without_an_end_the_headers_are_walked()
    {
        byte[] whole = File.ReadAllBytes(_path);
        using var cut = new MemoryStream(whole, 0, whole.Length - 64);
        using var full = new MemoryStream(whole);
        var walked = new KeyIndex(cut);
        var indexed = new KeyIndex(full);

        Assert.Null(walked.EndNs);
        Assert.Equal(Boot + Batches * Slice, indexed.EndNs);
        for (ulong ns = 0; ns < Batches * Slice; ns += 7_777_777_777)
        {
            Assert.Equal(walked.Find(Boot + ns), indexed.Find(Boot + ns));
            Assert.Equal(ns >= Slice, indexed.Find(Boot + ns) is not null);
        }

        Assert.Null(indexed.FindJump(Boot + 500_000_000_000, Boot + 400_000_000_000, 60_000_000_000));
        Assert.Equal(indexed.Find(Boot + 440_000_000_000), indexed.FindJump(Boot + 500_000_000_000, Boot + 1, 60_000_000_000));
        Assert.Equal(0, full.Position);
    }

    [Fact]
    public void An_index_that_lies_is_not_followed()
    {
        byte[] whole = File.ReadAllBytes(_path);

        // Torn within a chunk: between two, the copies would be a file of two sessions.
        int torn = whole.AsSpan(5000).StartsWith(ChunkHeader.Mark) ? 5001 : 5000;
        using var shifted = new MemoryStream([.. whole.AsSpan(0, torn), .. whole]);
        long? found = new KeyIndex(shifted).Find(Boot + 300_000_000_000);

        // The walk ends where the torn copy does: better no place than a wrong one.
        Assert.True(found is null or < 5000);
    }

    public sealed class LongRecording : IDisposable
    {
        public string File { get; } = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

        public LongRecording()
        {
            using var writer = RecordingWriter.Create(File, new RecordingSession { Source = "x" }, new RecordingOptions { Sync = SyncPolicy.Never });
            var batch = new ProbeBatch { Tallies = new TallyTable() };
            for (ulong i = 1; i <= Batches; i++)
            {
                batch.TimeNs = Boot + i * Slice;
                batch.Records.Clear();
                batch.Records.Append(new EventHeader { Probe = ProbeId.RunStart, TimeNs = batch.TimeNs - Slice }, [], [], [], []);
                batch.Tallies.Shared.Hits[(int)ProbeId.RunStart] = i;
                Assert.True(writer.Write(batch));
            }
        }

        public void Dispose() => System.IO.File.Delete(File);
    }
}
