using System.Reactive.Concurrency;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed class RecordingWriterTests : IDisposable
{
    private static readonly RecordingSession Session = new() { Source = "test" };

    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-").FullName;

    private string Target => Path.Combine(_folder, "x.ovscap");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_second_writer_of_the_same_file_is_refused()
    {
        using var first = RecordingWriter.Create(Target, Session);
        var e = Assert.Throws<SourceException>(() => RecordingWriter.Create(Target, Session, new RecordingOptions { Mode = RecordingMode.Append }));
        Assert.Equal($"cannot record to {Target}: another ovstop records to it; give another name", e.Message);

        first.Dispose();
        using var second = RecordingWriter.Create(Target, Session, new RecordingOptions { Mode = RecordingMode.Append });
        Assert.True(second.Write(Batch(1_000_000_000, 1)));
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten_unasked()
    {
        File.WriteAllText(Target, "precious");
        var e = Assert.Throws<SourceException>(() => RecordingWriter.Create(Target, Session));

        Assert.Equal($"cannot record to {Target}: it is there already; append to it, overwrite it or give another name", e.Message);
        Assert.Equal("precious", File.ReadAllText(Target));
        Assert.Throws<SourceException>(() => RecordingWriter.Create(Target, Session, new RecordingOptions { Mode = RecordingMode.Append }));
        Assert.Equal("precious", File.ReadAllText(Target));
        Assert.Throws<SourceException>(() => RecordingWriter.Create("/no/such/folder/x.ovscap", Session));
    }

    [Fact]
    public void A_new_file_is_for_its_owner_alone_and_never_one_behind_a_link()
    {
        string other = Path.Combine(_folder, "other");
        File.CreateSymbolicLink(Target, other);
        Assert.Throws<SourceException>(() => RecordingWriter.Create(Target, Session));
        File.Delete(Target);
        File.CreateSymbolicLink(Target + ".lock", other);
        Assert.Throws<SourceException>(() => RecordingWriter.Create(Target, Session));
        Assert.False(File.Exists(other));
        File.Delete(Target + ".lock");

        using var writer = RecordingWriter.Create(Target, Session);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void The_lock_of_a_killed_recorder_is_no_obstacle()
    {
        File.WriteAllText(Target + ".lock", "");
        using var writer = RecordingWriter.Create(Target, Session);
        Assert.True(writer.Write(Batch(1, 1)));
    }

    [Fact]
    public void No_lock_is_left_behind()
    {
        RecordingWriter.Create(Target, Session).Dispose();
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_session_can_be_appended_behind_a_torn_end()
    {
        Write(Target, 20);
        byte[] whole = File.ReadAllBytes(Target);
        File.WriteAllBytes(Target, whole[..^30]);
        Write(Target, 10, new RecordingOptions { Mode = RecordingMode.Append });

        var log = Play(Target, out var notices);
        Assert.Equal(30UL, log.Events);
        Assert.Equal(1, log.Discontinuities);
        Assert.StartsWith("time goes back in 1 places, by 1.", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_growing_file_is_followed_to_its_end()
    {
        var time = new HistoricalScheduler();
        using var writer = RecordingWriter.Create(Target, Session);
        writer.Write(Batch(1_000_000_000, 3));
        using var source = ReplaySource.Open(Target, new ReplayOptions { Follow = true, Speed = 100 }, time);
        var log = new BatchLog(source);
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(3UL, log.Events);
        Assert.False(source.Info.Ended);

        writer.Write(Batch(1_100_000_000, 4));
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.Equal(7UL, log.Events);
        Assert.False(log.Completed);

        writer.Dispose();
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.True(log.Completed);
        Assert.Empty(source.Info.Notices);
    }

    [Fact]
    public void A_full_disk_stops_the_recording_with_a_message_and_nothing_is_thrown()
    {
        File.CreateSymbolicLink(Target, "/dev/full");
        using var writer = RecordingWriter.Create(Target, Session, new RecordingOptions { Mode = RecordingMode.Overwrite, Sync = SyncPolicy.Never });

        Assert.False(writer.Write(Batch(1, 1)));
        Assert.False(writer.Write(Batch(2, 1)));
        Assert.True(writer.Status.Failed);
        Assert.StartsWith($"recording to {Target} stopped: the disk is full; ", writer.Status.Stopped, StringComparison.Ordinal);
        Assert.EndsWith("; free some space or record to another disk", writer.Status.Stopped, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', writer.Status.Stopped!);
    }

    [Fact]
    public void The_time_limit_ends_the_recording_in_order()
    {
        using var writer = RecordingWriter.Create(Target, Session, new RecordingOptions { MaxTime = TimeSpan.FromSeconds(1) });
        int written = 0;
        for (ulong i = 0; writer.Write(Batch(5_000_000_000 + i * 100_000_000, 1)); i++)
        {
            written++;
        }

        Assert.Equal("time limit of 1 s reached", writer.Status.Stopped);
        Assert.False(writer.Status.Failed);
        Assert.Equal(10, written);
        Assert.Equal(11UL, Play(Target, out var notices).Events);
        Assert.Empty(notices);
    }

    [Fact]
    public void The_size_limit_ends_the_recording_in_order()
    {
        using var writer = RecordingWriter.Create(Target, Session, new RecordingOptions { MaxBytes = 20_000 });
        for (ulong i = 1; writer.Write(Batch(i * 100_000_000, 5)); i++)
        {
        }

        Assert.Equal("size limit of 20,000 bytes reached", writer.Status.Stopped);
        Assert.InRange(new FileInfo(Target).Length, 20_000, 24_000);
        Play(Target, out var notices);
        Assert.Empty(notices);
    }

    [Fact]
    public void Rotation_makes_whole_files_and_keeps_the_last_ones()
    {
        Write(Target, 100, new RecordingOptions { RotateTime = TimeSpan.FromSeconds(2), KeepFiles = 3 });
        string[] files = [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];

        Assert.Equal(["x-0003.ovscap", "x-0004.ovscap", "x-0005.ovscap"], files.Select(Path.GetFileName));
        Assert.All(files, file =>
        {
            Assert.InRange(Play(file, out var notices).Events, 1UL, 22UL);
            Assert.Empty(notices);
        });
    }

    [Fact]
    public void Quiet_time_costs_a_heartbeat_now_and_then()
    {
        var batch = new ProbeBatch { TimeNs = 1_000_000_000 };
        using (var writer = RecordingWriter.Create(Target, Session))
        {
            for (int i = 0; i < 5000; i++)
            {
                writer.Write(batch);
                batch.TimeNs += 10_000_000;
            }
        }

        // 50 s at 4 heartbeats a second and a key batch every 10 s.
        Assert.InRange(new FileInfo(Target).Length, 100, 30_000);
        Assert.InRange(Play(Target, out _).Times.Count, 190, 210);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_recording()
    {
        var batch = Batch(1_000_000_000, 100);
        using var writer = RecordingWriter.Create(Target, Session, new RecordingOptions { Sync = SyncPolicy.Never });
        WriteMany(writer, batch, 300);
        long before = GC.GetAllocatedBytesForCurrentThread();
        WriteMany(writer, batch, 300);

        // A status record a batch, index and key batches; nothing for the 30,000 details.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300 * 400);
    }

    [Fact]
    public void A_batch_larger_than_a_chunk_is_split()
    {
        var batch = new ProbeBatch { TimeNs = 1_000_000_000 };
        byte[] packet = new byte[60_000];
        var random = new Random(1);
        for (int i = 0; i < 330; i++)
        {
            random.NextBytes(packet);
            batch.Records.Append(new EventHeader { Probe = ProbeId.FlowExecute, TimeNs = 999_000_000 }, packet, [], [], []);
        }

        using (var writer = RecordingWriter.Create(Target, Session, new RecordingOptions { Payload = PayloadLevel.Full }))
        {
            Assert.True(writer.Write(batch));
        }

        var log = Play(Target, out var notices);
        Assert.Equal(330UL, log.Events);
        Assert.InRange(log.Times.Count, 2, 5);
        Assert.Empty(notices);
    }

    private static void WriteMany(RecordingWriter writer, ProbeBatch batch, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(writer.Write(batch));
            batch.TimeNs += 10_000_000;
        }
    }

    private static void Write(string path, int batches, RecordingOptions? options = null)
    {
        using var writer = RecordingWriter.Create(path, Session, options);
        for (ulong i = 1; i <= (ulong)batches; i++)
        {
            Assert.True(writer.Write(Batch(i * 100_000_000, 1)));
        }
    }

    private static ProbeBatch Batch(ulong timeNs, int records)
    {
        var batch = new ProbeBatch { TimeNs = timeNs };
        for (int i = 0; i < records; i++)
        {
            batch.Records.Append(
                new EventHeader { Probe = ProbeId.RecvUpcall, TimeNs = timeNs, Tid = 7, Subject = timeNs * 31, PacketLength = 60 }, new byte[60], new byte[132], [], []);
        }

        return batch;
    }

    private static BatchLog Play(string path, out IReadOnlyList<string> notices)
    {
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        var log = new BatchLog(source);
        Assert.True(log.Completed);
        notices = source.Info.Notices;
        return log;
    }
}
