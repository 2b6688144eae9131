using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests;

public sealed class MainLoopTests : IDisposable
{
    private readonly HandSource _source = new();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Loops_run_and_wait()
    {
        var snapshots = _source.Run();
        _source.At(0);
        _source.Hit(1, ProbeId.RunStart, 4);
        _source.Measure(1, Stage.MainRun, 100_000_000);
        _source.Measure(1, Stage.MainWait, 300_000_000);
        _source.At(2);
        var loop = snapshots[0].MainLoop;
        Assert.Equal((4ul, 2.0, 0.25), (loop.Loops, loop.LoopsPerSecond, loop.Busy));
        Assert.Equal((100_000.0, 300_000.0), (loop.Run!.Total.MaxUs, loop.Wait!.Total.MaxUs));
        Assert.Equal([2f], loop.History.Values.ToArray());
    }

    [Fact]
    public void An_interval_in_which_nothing_ended_is_neither_busy_nor_idle()
    {
        var snapshots = _source.Run();
        _source.Measure(1, Stage.MainRun, 100);
        _source.At(0);
        _source.At(1);
        _source.At(2);
        Assert.Null(snapshots[1].MainLoop.Busy);
        Assert.True(snapshots[1].MainLoop.Run!.Interval.IsEmpty);
    }
}
