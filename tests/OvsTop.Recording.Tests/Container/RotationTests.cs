using System.Reactive.Concurrency;
using System.Reactive.Linq;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Container;
using OvsTop.Recording.Counts;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Tests.Container;

/// <summary>Files of a recording that rotates count their own part each, and together all of it.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovstop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("l4-storm", 1)]
    [InlineData("l4-udp-idle", 4)]
    [InlineData("l4-flow-limit", 2)]
    public void Each_file_counts_its_own_part_and_all_in_a_row_the_whole(string name, int seconds)
    {
        var whole = Recorded.Convert(Captures.PathOf(name), Path.Combine(_folder, "whole.ovscap"));
        Recorded.Convert(
            Captures.PathOf(name), Path.Combine(_folder, "part.ovscap"), new RecordingOptions { Payload = PayloadLevel.Full, RotateTime = TimeSpan.FromSeconds(seconds) });
        string[] files = [.. Directory.GetFiles(_folder, "part-*").Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 2);

        var parts = files.Select(file => Play(file).Log).ToList();
        Assert.Equal(whole.Events, parts.Aggregate(0UL, (sum, part) => sum + part.Events));
        Assert.All(parts, part => Assert.Equal(part.Events, part.Losses.Delivered));
        Assert.All(parts, part => Assert.Equal(part.Events, part.Tallies.Slots.ToArray().Aggregate(0UL, (sum, t) => sum + Sum(t.Hits))));

        string row = Path.Combine(_folder, "row.ovscap");
        File.WriteAllBytes(row, [.. files.SelectMany(File.ReadAllBytes)]);
        foreach (bool addsUp in (bool[])[false, true])
        {
            // One file goes on where the one before ended: a screen sees no seam.
            var (sum, talkers) = Play(row, addsUp);
            Assert.Equal((whole.Events, whole.Losses, 0), (sum.Events, sum.Losses, sum.Discontinuities));
            AssertSame(whole.Tallies, sum.Tallies);
            AssertSame(Play(Path.Combine(_folder, "whole.ovscap")).Talkers, talkers);
        }

        // With one missing in between, two stretches, that add up to what is there.
        File.WriteAllBytes(row, [.. files.Where((_, i) => i != 1).SelectMany(File.ReadAllBytes)]);
        var (gap, _) = Play(row, addsUp: true);
        Assert.Equal((whole.Events - parts[1].Events, 1), (gap.Events, gap.Discontinuities));
        Assert.Equal(gap.Events, gap.Tallies.Slots.ToArray().Aggregate(0UL, (sum, t) => sum + Sum(t.Hits)));
    }

    [Fact]
    public void A_daemon_that_is_started_again_is_counted_on_in_a_sum_and_anew_on_a_screen()
    {
        string path = Path.Combine(_folder, "x.ovscap");
        using (var writer = RecordingWriter.Create(path, new RecordingSession { Source = "x" }))
        {
            writer.Write(Batch(1, 100, tid: 7));
            writer.Write(Batch(2, 150, tid: 7));
            var restarted = Batch(3, 20, tid: 70);
            restarted.Discontinuity = true;
            writer.Write(restarted);
            writer.Write(Batch(4, 30, tid: 70));
        }

        Assert.Equal(30UL, Play(path).Log.Hits(Model.Events.ProbeId.RecvUpcall));
        var sum = Play(path, addsUp: true).Log;
        Assert.Equal([(0U, 0UL), (7U, 150UL), (70U, 30UL)], sum.Tallies.Slots.ToArray().Select(t => (t.Tid, t.Hits[(int)Model.Events.ProbeId.RecvUpcall])));
        Assert.Equal(new DetailLosses(180, 0, 0), sum.Losses);
    }

    [Fact]
    public void Talkers_of_the_first_part_are_in_the_sum_of_the_third_though_the_second_has_none()
    {
        var sum = new CountSum();
        sum.Apply(WithTalkers(TalkerDimensions.InPort, 5));
        sum.Restart();
        sum.Apply(WithTalkers(TalkerDimensions.None, 0));
        sum.Restart();
        var third = WithTalkers(TalkerDimensions.InPort, 2);
        sum.Apply(third);

        Assert.Equal(7UL, third.Talkers!.Find(TalkerDimension.InPort)!.Sum);

        static ProbeBatch WithTalkers(TalkerDimensions dimensions, ulong count)
        {
            var table = new TalkerTable { Dimensions = dimensions };
            table.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, 3), count);
            return new ProbeBatch { Talkers = table };
        }
    }

    private static ProbeBatch Batch(ulong second, ulong upcalls, uint tid)
    {
        var batch = new ProbeBatch { TimeNs = second * 1_000_000_000, Tallies = new TallyTable(), Losses = new DetailLosses(upcalls, 0, 0) };
        batch.Tallies.Resize(2);
        batch.Tallies[1].Tid = tid;
        batch.Tallies[1].Hits[(int)Model.Events.ProbeId.RecvUpcall] = upcalls;
        return batch;
    }

    private static void AssertSame(TallyTable expected, TallyTable actual)
    {
        Assert.Equal(expected.Slots.ToArray().Select(t => (t.Tid, t.Name)), actual.Slots.ToArray().Select(t => (t.Tid, t.Name)));
        foreach (var (a, b) in expected.Slots.ToArray().Zip(actual.Slots.ToArray()))
        {
            Assert.Equal(((ReadOnlySpan<ulong>)a.Hits).ToArray(), ((ReadOnlySpan<ulong>)b.Hits).ToArray());
            Assert.Equal(((ReadOnlySpan<ulong>)a.Reasons).ToArray(), ((ReadOnlySpan<ulong>)b.Reasons).ToArray());
            Assert.Equal(((ReadOnlySpan<ulong>)a.Churn).ToArray(), ((ReadOnlySpan<ulong>)b.Churn).ToArray());
            Assert.Equal((a.Batches, Sum(a.BatchSizes)), (b.Batches, Sum(b.BatchSizes)));
            for (int stage = 0; stage < ThreadTally.StageCount; stage++)
            {
                Assert.Equal(
                    (a.Stages[stage].Count, a.Stages[stage].SumNs, a.Stages[stage].MinNs, a.Stages[stage].MaxNs),
                    (b.Stages[stage].Count, b.Stages[stage].SumNs, b.Stages[stage].MinNs, b.Stages[stage].MaxNs));
                Assert.Equal(((ReadOnlySpan<uint>)a.Stages[stage].Buckets).ToArray(), ((ReadOnlySpan<uint>)b.Stages[stage].Buckets).ToArray());
            }
        }
    }

    private static ulong Sum(ReadOnlySpan<uint> counts)
    {
        ulong sum = 0;
        foreach (uint count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static ulong Sum(ReadOnlySpan<ulong> counts)
    {
        ulong sum = 0;
        foreach (ulong count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static void AssertSame(TalkerTable expected, TalkerTable actual)
    {
        foreach (var dimension in new[] { TalkerDimension.InPort, TalkerDimension.Source, TalkerDimension.Flow })
        {
            var (a, b) = (expected.Find(dimension)!, actual.Find(dimension)!);
            Assert.Equal((a.Total, a.Missed), (b.Total, b.Missed));
            foreach (var row in b.Rows)
            {
                // What a recording lists is a part of who was there: both are within their bounds of the truth.
                int at = a.IndexOf(row.Key);
                ulong most = at < 0 ? a.Floor : a.Rows[at].Count + a.BoundOf(a.Rows[at]);
                Assert.True(row.Count <= most && (at < 0 || a.Rows[at].Count <= row.Count + b.BoundOf(row)), $"{dimension} {row} {most}");
            }
        }
    }

    private static (BatchLog Log, TalkerTable Talkers) Play(string path, bool addsUp = false)
    {
        using var source = ReplaySource.Open(path, new ReplayOptions { Speed = double.PositiveInfinity, AddsUp = addsUp }, ImmediateScheduler.Instance);
        var talkers = new TalkerTable();
        var log = new BatchLog(new Tee(source, talkers));
        Assert.True(log.Completed);
        Assert.Empty(source.Info.Notices);
        return (log, talkers);
    }

    private sealed class Tee(ReplaySource source, TalkerTable talkers) : IProbeSource
    {
        public IObservable<ProbeBatch> Batches => source.Batches.Do(batch => talkers.CopyFrom(batch.Talkers ?? talkers));

        public SourceInfo Info => source.Info;

        public void Dispose() => source.Dispose();
    }
}
