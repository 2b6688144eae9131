using System.Reactive.Linq;
using System.Text.Json;
using OvsTop.Model.Sources;
using OvsTop.Probes.Live;
using OvsTop.Tests.Support;

namespace OvsTop.Probes.Tests;

/// <summary>A double that begins (--on-cue) when it is watched.</summary>
internal static class WatchedDouble
{
    /// <summary>Watches it to its end and gives its own counts.</summary>
    /// <param name="vswitchd">The double.</param>
    /// <param name="source">Watches it, and completes when it has ended.</param>
    /// <param name="take">Called for each batch.</param>
    /// <param name="enough">Ends the emission before the time given to the double.</param>
    public static JsonElement Watch(this VswitchdDouble vswitchd, LiveSource source, Action<ProbeBatch> take, Predicate<ProbeBatch>? enough = null)
    {
        source.Batches.Do(batch =>
        {
            vswitchd.Begin();
            take(batch);
            if (enough?.Invoke(batch) == true)
            {
                vswitchd.End();
            }
        }).LastAsync().Timeout(TimeSpan.FromSeconds(60)).Wait();
        return vswitchd.Finish(TimeSpan.FromSeconds(30));
    }
}
