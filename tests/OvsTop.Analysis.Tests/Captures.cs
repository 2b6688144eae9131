using System.Collections.Concurrent;
using System.Reactive.Linq;
using OvsTop.Analysis.Reports;
using OvsTop.Analysis.Snapshots;
using OvsTop.Recording.Replay;

namespace OvsTop.Analysis.Tests;

/// <summary>The real captures, played once each as fast as they can be read.</summary>
internal static class Captures
{
    private static readonly ConcurrentDictionary<string, Lazy<IList<Snapshot>>> Played = new();

    public static IList<Snapshot> Play(string name) => Played.GetOrAdd(name, key => new(() => PlayNow(key))).Value;

    public static Report Report(string name) => new(Play(name)[^1]);

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "captures", name + ".jsonl.gz");

    public static ReplaySource Open(string name) => ReplaySource.Open(PathOf(name), new ReplayOptions { Speed = double.PositiveInfinity });

    private static IList<Snapshot> PlayNow(string name)
    {
        using var source = Open(name);
        return Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).ToList().Wait();
    }
}
