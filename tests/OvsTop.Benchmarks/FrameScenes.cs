using System.Reactive.Linq;
using System.Reactive.Subjects;
using OvsTop.Analysis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Model.Tallies;
using OvsTop.Recording.Demo;
using OvsTop.Recording.Replay;

namespace OvsTop.Benchmarks;

/// <summary>What the screen is made to show: the demo, and worse.</summary>
internal static class FrameScenes
{
    private const int Handlers = 10_000;
    private const int Distinct = 1_000_000;
    private const string Hostile = "\e]0;owned\a\e[2J\u009b31m\u202eevil\u2066\r\n\0\u200b\ud800 日本語e\u0301\u0301\u0301\u0301\u0301👩‍👩‍👧‍👦 ｗｉｄｅ\u1160";

    /// <summary>The whole demo, a second each, read as fast as possible.</summary>
    public static IReadOnlyList<Snapshot> Demo()
    {
        using var source = DemoSource.Open(new ReplayOptions { Speed = double.PositiveInfinity });
        source.SetDimensions(TalkerDimensions.All);
        return [.. Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).ToList().Wait()];
    }

    /// <summary>The demo with so many more handlers, revalidators and facts about them.</summary>
    public static IReadOnlyList<Snapshot> ManyHandlers(IReadOnlyList<Snapshot> demo) => [.. demo.Select((snapshot, tick) => snapshot with
    {
        Upcalls = snapshot.Upcalls with
        {
            Handlers = [.. Enumerable.Range(0, Handlers).Select(i => snapshot.Upcalls.Total with { Name = $"handler{i}", Tid = (uint)i + 1, UpcallsPerSecond = (i + tick) * 7919 % Handlers, Share = 1.0 / Handlers })],
        },
        Revalidator = snapshot.Revalidator with { Threads = [.. Enumerable.Range(0, Handlers).Select(i => new RevalidatorRow { Name = $"revalidator{i}", Tid = (uint)i + 20_000 })] },
    })];

    /// <summary>The demo with names that want to be something else.</summary>
    public static IReadOnlyList<Snapshot> HostileNames(IReadOnlyList<Snapshot> demo) => [.. demo.Select(snapshot => snapshot with
    {
        Source = snapshot.Source with { Title = Hostile, Notices = [Hostile] },
        Upcalls = snapshot.Upcalls with { Handlers = [.. Enumerable.Range(0, 64).Select(i => snapshot.Upcalls.Total with { Name = Hostile + i, Tid = (uint)i + 1 })] },
        Revalidator = snapshot.Revalidator with
        {
            Threads = [.. snapshot.Revalidator.Threads.Select(thread => thread with { Name = Hostile })],
            Reasons = [.. snapshot.Revalidator.Reasons.Select(reason => reason with { Name = Hostile })],
        },
        Talkers = snapshot.Talkers with { Lists = [.. snapshot.Talkers.Lists.Select(list => list with { Rows = [.. list.Rows.Select(row => row with { Name = Hostile, Bridge = Hostile, Text = Hostile })] })] },
        Flows = snapshot.Flows with { Lives = snapshot.Flows.Lives with { Top = [.. snapshot.Flows.Lives.Top.Select(flow => flow with { Key = Hostile, LastReason = Hostile })] } },
    })];

    /// <summary>So many distinct flows and sources in 20 s, and the loudest among them by Zipf's law, through the real aggregators.</summary>
    public static IReadOnlyList<Snapshot> ManyTalkers()
    {
        const int Seconds = 40;
        using var source = new Crowd();
        var snapshots = new List<Snapshot>();
        using var subscription = Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).Subscribe(snapshots.Add);
        var batch = new ProbeBatch { Tallies = new TallyTable(), Talkers = new TalkerTable { Dimensions = TalkerDimensions.All } };
        batch.Tallies.Resize(2);
        batch.Tallies[1].Tid = 1;
        batch.Tallies[1].SetName("handler1");
        var random = new Random(7);
        for (uint second = 0, stranger = 0; second <= Seconds; second++)
        {
            for (int i = 0; i < Distinct / Seconds; i++)
            {
                Count(100_000 + stranger++);
                Count((uint)Math.Exp(random.NextDouble() * Math.Log(5_000)));
            }

            batch.TimeNs = 1_000_000_000 + second * 1_000_000_000ul;
            source.Send(batch);
        }

        return snapshots;

        void Count(uint who)
        {
            batch.Tallies[1].Hits[(int)ProbeId.RecvUpcall]++;
            foreach (var dimension in (ReadOnlySpan<TalkerDimension>)[TalkerDimension.Flow, TalkerDimension.Source])
            {
                batch.Talkers.Add(new TalkerKey(dimension, TalkerKind.Ipv4, 17, who << 16 | 53, who, dimension == TalkerDimension.Flow ? 1u : 0u), 1);
                batch.Talkers.Find(dimension)!.Total++;
            }

            batch.Talkers.Add(new TalkerKey(TalkerDimension.InPort, TalkerKind.Number, who % 500), 1);
            batch.Talkers.Find(TalkerDimension.InPort)!.Total++;
        }
    }

    private sealed class Crowd : IProbeSource
    {
        private readonly Subject<ProbeBatch> _batches = new();

        public IObservable<ProbeBatch> Batches => _batches;

        public SourceInfo Info { get; } = new() { Kind = "bench", Title = "a million talkers" };

        public void Send(ProbeBatch batch) => _batches.OnNext(batch);

        public void Dispose() => _batches.Dispose();
    }
}
