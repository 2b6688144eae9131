using System.Reactive.Linq;
using System.Runtime.CompilerServices;
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
    /// <summary>So much is measured at a time that buffers which a pool gives up meanwhile do not count.</summary>
    private const int Recorders = 6;

    [Theory]
    [InlineData("l4-flow-limit")]
    [InlineData("demo")]
    public void Numbers_take_what_is_estimated_or_down_to_half_of_it(string name) =>
        Measure(name, snapshot => snapshot with { Traces = TracesSnapshot.Empty }, most: 2);

    /// <summary>Packets that several snapshots share are counted for each of them.</summary>
    [Theory]
    [InlineData("l4-flow-limit")]
    [InlineData("demo")]
    public void With_packets_that_snapshots_share_it_is_never_more_than_estimated(string name) => Measure(name, snapshot => snapshot, most: 20);

    private void Measure(string name, Func<Snapshot, Snapshot> part, double most)
    {
        var recorders = new FlightRecorder[Recorders];
        var sources = recorders.Select((_, i) => Fill(recorders, i, name, part)).ToArray();
        Assert.True(SpinWait.SpinUntil(() => sources.All(IsGone), TimeSpan.FromMinutes(1)), "the pipeline stays behind");
        long estimate = recorders.Sum(recorder => recorder.Bytes);
        int count = recorders.Sum(recorder => recorder.Kept.Count);
        long with = GC.GetTotalMemory(forceFullCollection: true);
        Array.Clear(recorders);
        long heap = with - GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{name}: {count} snapshots, {heap / count:N0} bytes each, estimated {estimate / count:N0}");
        Assert.InRange(estimate, heap * 0.9, heap * most);
    }

    private static bool IsGone(WeakReference source)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !source.IsAlive;
    }

    /// <summary>Whoever samples knows the source: once that is gone, only the recorder holds what it holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Fill(FlightRecorder[] recorders, int at, string name, Func<Snapshot, Snapshot> part)
    {
        recorders[at] = new FlightRecorder(FlightRecorder.DefaultSpan, FlightRecorder.DefaultBytes);
        using var source = name == "demo" ? DemoSource.Open(new ReplayOptions { Speed = double.PositiveInfinity }) : Captures.Open(name);
        Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).Do(snapshot => recorders[at].Add(part(snapshot))).LastOrDefaultAsync().Wait();
        return new WeakReference(source);
    }
}
