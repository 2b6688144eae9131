using OvsTop.Analysis.Details;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Feeding_batches_allocates_nothing()
    {
        var batch = new ProbeBatch { Tallies = new TallyTable() };
        batch.Tallies.Resize(20);
        ProbeId[] probes =
        [
            ProbeId.DpUpcall, ProbeId.RecvUpcall, ProbeId.FlowPut, ProbeId.FlowExecute, ProbeId.FlowCmdNewEnter, ProbeId.FlowCmdNewReturn,
            ProbeId.PacketCmdExecuteEnter, ProbeId.StartDump, ProbeId.SweepDone, ProbeId.FlowResult, ProbeId.RunStart, ProbeId.PollBlock,
        ];
        foreach (var probe in probes)
        {
            batch.Records.Append(new EventHeader { Probe = probe, Tid = 5, TimeNs = 1000, Argument = 1 }, new byte[60], new byte[132], [], []);
        }

        var window = new TallyWindow();
        var details = new DetailStages();
        var lives = new Lives.FlowLives();
        var revalidator = new Aggregators.RevalidatorAggregator();
        Feed(10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Feed(int batches)
        {
            for (int i = 0; i < batches; i++)
            {
                batch.TimeNs += 1000;
                window.Add(batch);
                revalidator.Add(batch);
                details.Add(batch);
                lives.Add(batch);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tcp")]
    public void The_composed_pipeline_allocates_nothing_between_ticks(string? filter)
    {
        using var source = new HandSource();
        source.SetFilter(filter);
        var snapshots = source.Run(TimeSpan.FromHours(1));
        for (int i = 0; i < 10; i++)
        {
            source.At(i / 1e6);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 10; i < 10_000; i++)
        {
            source.At(i / 1e6);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(snapshots);
    }
}
