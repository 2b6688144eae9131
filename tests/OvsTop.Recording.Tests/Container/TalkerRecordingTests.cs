using System.Reactive.Concurrency;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

public sealed class TalkerRecordingTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ovstop-{Guid.NewGuid():n}.ovscap");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_loudest_come_back_and_the_floor_covers_the_rest()
    {
        var table = new TalkerTable { Dimensions = TalkerDimensions.InPort | TalkerDimension.Flow.Alone() };
        for (int i = 0; i < 1000; i++)
        {
            table.Add(new TalkerKey(TalkerDimension.Flow, TalkerKind.Ipv6, 6, (uint)i, UInt128.MaxValue - (UInt128)i, 1), (ulong)(i + 1));
        }

        table.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, uint.MaxValue), 7);
        var flows = table.Find(TalkerDimension.Flow)!;
        (flows.Total, flows.Missed) = (600_000, 3);
        var read = Reread(table, withAddresses: true);
        var back = read.Find(TalkerDimension.Flow)!;
        Assert.Equal((TalkerCodec.MostRows, 600_000UL, 3UL, 744UL), (back.Count, back.Total, back.Missed, back.Floor));
        foreach (var row in back.Rows)
        {
            Assert.Equal(row, flows.Rows[flows.IndexOf(row.Key)]);
        }

        Assert.Equal((600_000UL, 7UL), (back.Sum + back.Other, read.Find(TalkerDimension.InPort)!.Sum));
        Assert.Null(Reread(table, withAddresses: false).Find(TalkerDimension.Flow));
    }

    [Fact]
    public void Bytes_that_are_no_talkers_are_refused()
    {
        var random = new Random(3);
        byte[] bytes = new byte[200];
        for (int i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            var source = new ByteSource(bytes);
            var table = new TalkerTable();
            new TalkerCodec().TryDecode(ref source, table);
            Assert.True(table.Find(TalkerDimension.Flow)?.Count is null or <= TalkerCodec.MostRows);
        }
    }

    [Theory]
    [InlineData("l4-storm")]
    [InlineData("ct1-tcp")]
    public void A_recording_ends_with_the_talkers_of_the_capture_it_was_made_of(string name)
    {
        Recorded.Convert(Captures.PathOf(name), _path);
        var original = Last(Captures.PathOf(name));
        var recorded = Last(_path);
        Assert.Equal(TalkerDimensions.Recorded, recorded.Dimensions);
        foreach (var dimension in new[] { TalkerDimension.InPort, TalkerDimension.Source, TalkerDimension.Flow })
        {
            var (a, b) = (original.Find(dimension)!, recorded.Find(dimension)!);
            Assert.True(a.Total > 0);
            Assert.Equal((a.Total, a.Missed), (b.Total, b.Missed));
            Assert.All(b.Rows.ToArray(), row => Assert.Equal(row, a.Rows[a.IndexOf(row.Key)]));
            Assert.Equal(Math.Min(a.Count, TalkerCodec.MostRows), b.Count);
        }
    }

    [Fact]
    public void Talkers_that_come_right_behind_others_with_nothing_else_are_in_the_file()
    {
        var batch = new ProbeBatch { Talkers = new TalkerTable { Dimensions = TalkerDimensions.InPort } };
        using (var writer = RecordingWriter.Create(_path, new RecordingSession { Source = "x" }))
        {
            for (ulong i = 1; i <= 5; i++)
            {
                batch.TimeNs = i * 20_000_000;
                batch.Talkers.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, 3), 1);
                Assert.True(writer.Write(batch));
            }
        }

        Assert.Equal(5UL, Last(_path).Find(TalkerDimension.InPort)!.Sum);
    }

    [Fact]
    public void What_was_not_recorded_is_counted_from_details()
    {
        Recorded.Convert(Captures.PathOf("ct1-tcp"), _path);
        var table = Last(_path, TalkerDimensions.All);
        var states = table.Find(TalkerDimension.CtState)!;
        Assert.True(states.Count > 1);
        Assert.Equal((table.Find(TalkerDimension.InPort)!.Total, 0UL), (states.Total, states.Other));
    }

    private static TalkerTable Reread(TalkerTable table, bool withAddresses)
    {
        var sink = new ByteSink();
        new TalkerCodec().Encode(table, withAddresses, sink);
        var source = new ByteSource(sink.Written);
        var read = new TalkerTable();
        Assert.True(new TalkerCodec().TryDecode(ref source, read));
        return read;
    }

    private static TalkerTable Last(string path, TalkerDimensions dimensions = TalkerDimensions.Recorded)
    {
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity }, ImmediateScheduler.Instance);
        source.SetDimensions(dimensions);
        var last = new TalkerTable();
        source.Batches.Do(batch => last.CopyFrom(batch.Talkers ?? last)).LastAsync().Wait();
        return last;
    }
}
