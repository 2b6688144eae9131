using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;

namespace OvsTop.Analysis.Flight;

/// <summary>Kept snapshots as upcalls by second, counted from the oldest of them.</summary>
internal static class SecondsOf
{
    private const double SecondNs = 1e9;

    /// <summary>From the oldest to a time.</summary>
    public static TimeSpan Since(Snapshot oldest, ulong timeNs) => timeNs > oldest.TimeNs ? TimeSpan.FromTicks((long)(timeNs - oldest.TimeNs) / TimeSpan.NanosecondsPerTick) : TimeSpan.Zero;

    /// <summary>Their spikes, in order.</summary>
    public static List<Spike> Spikes(IReadOnlyList<Snapshot> kept)
    {
        var finder = new SpikeFinder(SpikeRule.Default);
        double[] upcalls = Count(kept);
        for (int second = 0; second < upcalls.Length; second++)
        {
            finder.Add(second, (ulong)Math.Round(upcalls[second]));
        }

        return finder.Spikes;
    }

    /// <summary>Each snapshot tells the rate of its own interval; what was thinned out between two has the average of its time.</summary>
    private static double[] Count(IReadOnlyList<Snapshot> kept)
    {
        double end = Seconds(kept[^1]);
        double[] upcalls = new double[(int)Math.Min(Math.Ceiling(end), int.MaxValue / 2)];
        for (int i = 1; i < kept.Count; i++)
        {
            double from = Seconds(kept[i - 1]), to = Seconds(kept[i]), rate = FlightRecorder.Rate(kept[i]);
            double own = Math.Max(from, to - kept[i].IntervalSeconds);
            ulong before = All(kept[i - 1]), now = All(kept[i]);
            Spread(upcalls, own, to, rate);
            Spread(upcalls, from, own, own - from < 0.001 ? 0 : Math.Max(0, ((now > before ? now - before : 0) - rate * (to - own)) / (own - from)));
        }

        return upcalls;

        double Seconds(Snapshot snapshot) => (snapshot.TimeNs - kept[0].TimeNs) / SecondNs;
    }

    private static void Spread(double[] upcalls, double from, double to, double rate)
    {
        while (from < to && (int)from < upcalls.Length)
        {
            double next = Math.Min(to, Math.Floor(from) + 1);
            upcalls[(int)from] += rate * (next - from);
            from = next;
        }
    }

    private static ulong All(Snapshot snapshot) => (snapshot.Unfiltered ?? snapshot).Upcalls.Total.Upcalls;
}
