using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Aggregators;

/// <summary>View 8: the main loop.</summary>
internal sealed class MainLoopAggregator
{
    private readonly StageWindows _run = new(StageInfo.MainRun), _wait = new(StageInfo.MainWait);
    private readonly History _loops = new();
    private int _epoch = -1;

    /// <summary>The window's loops.</summary>
    public MainLoopSnapshot Take(TallyWindow window)
    {
        if (_epoch != window.Epoch)
        {
            _epoch = window.Epoch;
            _loops.Clear();
        }

        ulong loops = window.Now.Hits(ProbeId.RunStart);
        double perSecond = Difference.Rate(Difference.Of(loops, window.Base.Hits(ProbeId.RunStart)), window.Seconds);
        _loops.Add(perSecond, window.Extends);
        var run = _run.Take(window, Stage.MainRun);
        var wait = _wait.Take(window, Stage.MainWait);
        ulong runNs = _run.Interval.SumNs, measuredNs = runNs + _wait.Interval.SumNs;
        return new MainLoopSnapshot
        {
            Run = run,
            Wait = wait,
            Loops = loops,
            LoopsPerSecond = perSecond,
            Busy = measuredNs == 0 ? null : Difference.Share(runNs, measuredNs),
            History = _loops.ToSeries(),
        };
    }
}
