using System.Diagnostics;
using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Filters;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Recorders;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Recorders;

public sealed class RecorderTests : IDisposable
{
    private const int RecordsInBatch = 100;
    private static readonly RecordingSession Session = new() { Source = "test" };

    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-").FullName;

    private string Target => Path.Combine(_folder, "x.ovscap");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_handed_over_is_in_the_file_when_it_is_closed()
    {
        using (var recorder = Recorder.Start(Target, Session))
        {
            for (ulong i = 1; i <= 50; i++)
            {
                Assert.True(recorder.Write(Batch(i, i * RecordsInBatch)));
            }

            recorder.Dispose();
            Assert.Equal(("stopped", 0UL, 5000UL), (recorder.Status.Stopped, recorder.Status.Dropped, recorder.Status.Records));
            Assert.False(recorder.Write(Batch(51, 0)));
        }

        var log = Play(Target, out var notices);
        Assert.Equal(5000UL, log.Events);
        Assert.Equal(5000UL, log.Tallies[1].Hits[(int)ProbeId.RecvUpcall]);
        Assert.Empty(notices);
    }

    [Fact]
    public void A_disk_that_stands_still_costs_counted_details_and_no_count()
    {
        // A pipe nobody reads takes 64 KiB and then stands still, as a disk may.
        Process.Start("mkfifo", [Target])!.WaitForExit();
        using var reader = new FileStream(Target, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, BufferSize = 0 });
        var options = new RecordingOptions { Mode = RecordingMode.Overwrite, Sync = SyncPolicy.Never };
        var recorder = Recorder.Start(Target, Session, options, new RecorderOptions { QueueBytes = 1 << 20 });
        ulong written = 0;
        for (ulong i = 1; i <= 2000; i++)
        {
            written += RecordsInBatch;
            Assert.True(recorder.Write(Batch(i, written, random: true)));
        }

        ulong dropped = recorder.Status.Dropped;
        Assert.InRange(dropped, 1UL, written);
        recorder.Stop();
        var content = new MemoryStream();
        var drain = new Thread(() => Drain(reader, content));
        drain.Start();
        recorder.Dispose();
        drain.Join();
        File.Delete(Target);
        File.WriteAllBytes(Target, content.ToArray());

        var log = Play(Target, out var notices);
        Assert.Equal(written - dropped, log.Events);
        Assert.Equal(new DetailLosses(written - dropped, dropped, 0), log.Losses);
        Assert.Equal(written, log.Tallies[1].Hits[(int)ProbeId.RecvUpcall]);
        Assert.Equal($"the recorder did not keep up: {dropped:N0} of the lost details were dropped by it, counts are complete", Assert.Single(notices));
    }

    [Fact]
    public void Handing_over_allocates_nothing()
    {
        using var goes = new ManualResetEventSlim(true);
        using var recorder = Recorder.Start("x", Session, new RecordingOptions { Store = new StandingStore(goes) });
        var batch = Batch(1, RecordsInBatch);
        goes.Reset();
        long allocated;
        try
        {
            // Nothing leaves the queue: the list of what waits has grown to 512 for the first 300 and has room for the others.
            Hand(recorder, batch, 300);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Hand(recorder, batch, 200);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        finally
        {
            goes.Set();
        }

        Assert.Equal(0, allocated);
        Assert.Equal(0UL, recorder.Status.Dropped);
    }

    [Fact]
    public void A_recording_that_begins_later_counts_from_there()
    {
        using (var recorder = Recorder.Start(Target, Session, new RecordingOptions { FromNowOn = true }))
        {
            recorder.Write(WithoutTallies(Batch(1, 0)));
            recorder.Write(Batch(2, 700, slow: 50_000));
            recorder.Write(WithoutTallies(Batch(3, 0)));
            recorder.Write(Batch(4, 900, slow: 3_000));
        }

        var log = Play(Target, out _);
        var tally = log.Tallies[1];
        Assert.Equal(200UL, tally.Hits[(int)ProbeId.RecvUpcall]);
        Assert.Equal(2UL * RecordsInBatch, log.Events);
        Assert.Equal(new DetailLosses(200, 0, 0), log.Losses);
        var stage = tally.Stages[(int)Stage.Translate];
        Assert.Equal((1UL, 3_000UL), (stage.Count, stage.SumNs));
        Assert.InRange(stage.MaxNs, 3_000UL, 3_400UL);
        Assert.InRange(stage.MinNs, 2_600UL, 3_000UL);
    }

    [Fact]
    public void Talkers_that_come_last_are_in_the_file_however_full_the_queue_was()
    {
        // The disk stands still: a pipe nobody reads.
        Process.Start("mkfifo", [Target])!.WaitForExit();
        using var reader = new FileStream(Target, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, BufferSize = 0 });
        var recorder = Recorder.Start(Target, Session, new RecordingOptions { Mode = RecordingMode.Overwrite, Sync = SyncPolicy.Never }, new RecorderOptions { QueueBytes = 1 << 20 });
        for (ulong i = 1; i <= 500; i++)
        {
            var batch = Batch(i, i * RecordsInBatch, random: true);
            batch.Talkers = Talkers(i);
            Assert.True(recorder.Write(batch));
        }

        Assert.NotEqual(0UL, recorder.Status.Dropped);
        recorder.Stop();
        var content = new MemoryStream();
        var drain = new Thread(() => Drain(reader, content));
        drain.Start();
        recorder.Dispose();
        drain.Join();
        File.Delete(Target);
        File.WriteAllBytes(Target, content.ToArray());

        Assert.Equal(500UL, LastTalkers(Target).Find(TalkerDimension.InPort)!.Total);
    }

    [Fact]
    public void Talkers_of_a_recording_that_begins_later_count_from_there()
    {
        using (var recorder = Recorder.Start(Target, Session, new RecordingOptions { FromNowOn = true }))
        {
            foreach (ulong count in (ulong[])[100, 107, 130])
            {
                var batch = Batch(count, count);
                batch.Talkers = Talkers(count);
                recorder.Write(batch);
            }
        }

        var ports = LastTalkers(Target).Find(TalkerDimension.InPort)!;
        Assert.Equal((30UL, 30UL, 0UL), (ports.Total, ports.Rows[0].Count, ports.Other));
    }

    [Fact]
    public void The_filter_in_force_is_in_the_file_with_its_changes()
    {
        using (var recorder = Recorder.Start(Target, Session))
        {
            var udp = FilterCompiler.Compile(Filter.Parse("udp,tp_dst=53").Filter!);
            for (ulong i = 1; i <= 400; i++)
            {
                var batch = Batch(i, i);
                batch.Filter = i is > 100 and <= 300 ? udp : null;
                recorder.Write(batch);
            }
        }

        var log = Play(Target, out var notices, out var filters);
        Assert.Equal([null, "udp,tp_dst=53", null], filters);
        Assert.Equal(
            "recorded with a filter, details of other packets are not in it: from +10.0 s udp,tp_dst=53; from +30.0 s none", Assert.Single(notices));
        Assert.Equal(400UL * RecordsInBatch, log.Events);
    }

    private static TalkerTable Talkers(ulong count)
    {
        var table = new TalkerTable { Dimensions = TalkerDimensions.InPort };
        table.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, 3), count);
        table.Find(TalkerDimension.InPort)!.Total = count;
        return table;
    }

    private static TalkerTable LastTalkers(string path)
    {
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var last = new TalkerTable();
        source.Batches.Subscribe(batch => last.CopyFrom(batch.Talkers ?? last));
        return last;
    }

    private static void Hand(Recorder recorder, ProbeBatch batch, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(recorder.Write(batch));
            batch.TimeNs += 10_000_000;
        }
    }

    private static void Drain(FileStream reader, MemoryStream content)
    {
        byte[] buffer = new byte[64 * 1024];
        var end = new byte[ChunkHeader.Size + 24];
        do
        {
            content.Write(buffer, 0, reader.Read(buffer));
            content.GetBuffer().AsSpan((int)Math.Max(0, content.Length - end.Length), (int)Math.Min(content.Length, end.Length)).CopyTo(end);
        }
        while (!ChunkHeader.TryRead(end, out var last) || last.Kind != ChunkKind.End);
    }

    private static ProbeBatch WithoutTallies(ProbeBatch batch)
    {
        batch.Tallies = null;
        return batch;
    }

    /// <summary>A batch every 100 ms.</summary>
    private static ProbeBatch Batch(ulong number, ulong upcalls, bool random = false, ulong slow = 0)
    {
        var batch = new ProbeBatch { TimeNs = number * 100_000_000, Tallies = new TallyTable(), Losses = new DetailLosses(upcalls, 0, 0) };
        batch.Tallies.Resize(2);
        batch.Tallies[1].Tid = 7;
        batch.Tallies[1].Hits[(int)ProbeId.RecvUpcall] = upcalls;
        if (slow > 0)
        {
            batch.Tallies[1].Stages[(int)Stage.Translate].Add(50_000);
            batch.Tallies[1].Stages[(int)Stage.Translate].Add(2_000);
            if (slow != 50_000)
            {
                batch.Tallies[1].Stages[(int)Stage.Translate].Add(slow);
            }
        }

        byte[] packet = new byte[64];
        for (int i = 0; i < RecordsInBatch; i++)
        {
            if (random)
            {
                Random.Shared.NextBytes(packet);
            }

            batch.Records.Append(new EventHeader { Probe = ProbeId.RecvUpcall, TimeNs = batch.TimeNs, Tid = 7, Subject = number, PacketLength = 60 }, packet, new byte[132], [], []);
        }

        return batch;
    }

    private static BatchLog Play(string path, out IReadOnlyList<string> notices) => Play(path, out notices, out _);

    private static BatchLog Play(string path, out IReadOnlyList<string> notices, out List<string?> filters)
    {
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var log = new BatchLog(source);
        Assert.True(log.Completed);
        notices = source.Info.Notices;
        filters = [.. log.RecordedFilters];
        return log;
    }

    /// <summary>A disk that goes, or stands still.</summary>
    private sealed class StandingStore(ManualResetEventSlim goes) : IRecordingStore
    {
        public RecordingFile Open(string path, RecordingMode mode) => RecordingFile.Of(path, new StandingStream(goes));

        public void Delete(string path) => throw new NotSupportedException(path);

        private sealed class StandingStream(ManualResetEventSlim goes) : MemoryStream
        {
            public override void Write(ReadOnlySpan<byte> buffer)
            {
                goes.Wait();
                base.Write(buffer);
            }
        }
    }
}
