using System.Reactive.Linq;
using OvsTop.Analysis.Diagnosis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Analysis.Windows;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis;

/// <summary>
/// Batches become snapshots. Everything runs on the source's thread and in the source's time, so a recording gives the same snapshots as the
/// live switch it was made of, however fast it is read.
/// </summary>
public static class Pipeline
{
    /// <summary>Snapshots at a fixed interval; see <see cref="Snapshots(IProbeSource, SampleClock, Thresholds?)"/>.</summary>
    public static IObservable<Snapshot> Snapshots(IProbeSource source, TimeSpan interval, Thresholds? thresholds = null) =>
        Snapshots(source, new SampleClock(interval), thresholds);

    /// <summary>
    /// A snapshot whenever the time of a batch reaches the next tick, and a last one when the source completes or rests at its end. Ticks are whole intervals
    /// after the first batch; a batch that crosses several gives one snapshot whose window is that much longer. After a batch marked
    /// <see cref="ProbeBatch.Discontinuity"/> windows and histories start anew from its tallies; totals are always those of the source. Where a source
    /// rests at a place before the first tick, what there is of the interval is a snapshot.
    /// Under a filter the packets' numbers are those of <see cref="ProbeBatch.Matched"/>, and <see cref="Snapshot.Unfiltered"/> has all of them.
    /// </summary>
    public static IObservable<Snapshot> Snapshots(IProbeSource source, SampleClock clock, Thresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(clock);
        return Observable.Defer(() =>
        {
            var sampler = new Sampler(source, clock, thresholds);
            return source.Batches.Publish(batches => Observable.Merge(
                Feed(batches, sampler.Add),
                Feed(batches, sampler.Revalidator.Add),
                Feed(batches, sampler.Facts.Add),
                Feed(batches, sampler.Traces.Add),
                batches.Select(sampler.Sample).Where(snapshot => snapshot is not null).Select(snapshot => snapshot!)
                    .Concat(Observable.Defer(() => sampler.End() is { } last ? Observable.Return(last) : Observable.Empty<Snapshot>()))));
        });
    }

    /// <summary>How far back snapshots remember: recorded time that must be played before a place for its snapshot to be as if all had been played.</summary>
    public static TimeSpan Memory(TimeSpan interval)
    {
        // The first interval after a jump may be a longer one, and must have left the histories.
        var memory = interval * (Series.Length + 2);
        return memory > StageWindows.Minute ? memory : StageWindows.Minute;
    }

    /// <summary>An aggregator on the batches; its exceptions are the pipeline's. Merge subscribes in order, so all are fed before the sampler looks.</summary>
    private static IObservable<Snapshot> Feed(IObservable<ProbeBatch> batches, Action<ProbeBatch> add) =>
        batches.Do(add).IgnoreElements().Select(_ => default(Snapshot)!);
}
