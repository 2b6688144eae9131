using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Tallies;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>The storm some ticks later, with totals that have grown by so many seconds of its rates.</summary>
internal static class GrownSamples
{
    public static Snapshot At(int ticks, double seconds)
    {
        var storm = Samples.StormLater(ticks);
        var talkers = storm.Talkers.Lists.Select(list => list with
        {
            Rows = [.. list.Rows.Select((row, i) => row with { Total = row.Total + More(row.PerSecond / (1 + i), seconds) })],
            All = list.All with { Total = list.All.Total + More(list.All.PerSecond, seconds) },
        });
        return storm with
        {
            Upcalls = storm.Upcalls with
            {
                Handlers = [.. storm.Upcalls.Handlers.Select((row, i) => row with { Upcalls = row.Upcalls + More(i == 0 ? 900 : row.UpcallsPerSecond, seconds) })],
                Total = storm.Upcalls.Total with { Upcalls = storm.Upcalls.Total.Upcalls + More(12_400, seconds) },
            },
            Latency = storm.Latency with
            {
                Stages = [.. storm.Latency.Stages.Select((stage, i) => stage with { Total = stage.Total with { Count = (ulong)(1000 * seconds) }, TotalBuckets = Buckets((ulong)(180_000 * (1 + i)), seconds) })],
            },
            Revalidator = storm.Revalidator with
            {
                Deletes = storm.Revalidator.Deletes + More(2145, seconds),
                Reasons = [.. storm.Revalidator.Reasons.Select(reason => reason with { Total = reason.Total + More(reason.PerSecond, seconds) })],
                Flows = (ulong)(20_000 + 100 * seconds),
            },
            Flows = storm.Flows with
            {
                Puts = storm.Flows.Puts + More(12_100, seconds),
                Deletes = storm.Flows.Deletes + More(2145, seconds),
                Churn = storm.Flows.Churn + More(1740, seconds),
                Lives = storm.Flows.Lives with { Top = [.. storm.Flows.Lives.Top.Select((flow, i) => flow with { Reinstalls = flow.Reinstalls + More(3.0 / (1 + i), seconds) })] },
            },
            Talkers = new TalkersSnapshot { Lists = [.. talkers] },
            MainLoop = storm.MainLoop with { Loops = storm.MainLoop.Loops + More(2.1, ticks) },
        };
    }

    private static ulong More(double perSecond, double seconds) => (ulong)(perSecond * seconds);

    /// <summary>A tenth of them ten times as long; the more seconds, the longer all of them.</summary>
    private static ulong[] Buckets(ulong ns, double seconds)
    {
        ulong[] buckets = new ulong[LatencyBuckets.Count];
        buckets[LatencyBuckets.Of(ns)] = (ulong)(900 * Math.Min(seconds, 60));
        buckets[LatencyBuckets.Of(ns * 10)] = (ulong)(100 * seconds);
        return buckets;
    }
}
