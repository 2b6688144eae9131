using System.Reactive.Linq;
using OvsTop.Analysis.Flight;
using OvsTop.Analysis.Snapshots;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Replay;
using Xunit.Abstractions;

namespace OvsTop.Analysis.Tests.Flight;

/// <summary>The estimate is held against what the heap gives back; alone, for the heap is everybody's.</summary>
[CollectionDefinition(nameof(SnapshotSizeTests), DisableParallelization = true)]
[Collection(nameof(SnapshotSizeTests))]
public sealed class SnapshotSizeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("l4-flow-limit")]
    [InlineData("demo")]
    public void The_estimate_is_what_the_heap_says_or_up_to_three_times_that(string name)
    {
        var kept = new List<Snapshot>();
        using (var source = name == "demo" ? DemoSource.Open(new ReplayOptions { Speed = double.PositiveInfinity }) : Captures.Open(name))
        {
            Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).Do(kept.Add).LastOrDefaultAsync().Wait();
        }

        long estimate = kept.Sum(SnapshotSize.Of);
        int count = kept.Count;
        long with = GC.GetTotalMemory(forceFullCollection: true);
        kept.Clear();
        long heap = with - GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{name}: {count} snapshots, {heap / count:N0} bytes each, estimated {estimate / count:N0}");
        Assert.InRange(estimate, heap * 0.9, heap * 3.0);
    }
}
