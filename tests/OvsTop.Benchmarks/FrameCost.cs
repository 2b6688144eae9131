using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Talkers;
using OvsTop.Screen;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;
using OvsTop.Screen.Themes;

namespace OvsTop.Benchmarks;

/// <summary>
/// What a frame costs in every view: ms from a snapshot to the bytes for a terminal (true colour, dark theme), and those bytes. Of the demo's storm also the
/// bytes a second at the default interval, which are those of its frames, a second each.
/// </summary>
internal static class FrameCost
{
    /// <summary>Where the storm of the demo begins, and the flows it leaves behind are gone.</summary>
    private const double StormFrom = 28, StormTo = 54;

    private const int WireWidth = 120, WireHeight = 35;
    private static readonly (int Width, int Height)[] Sizes = [(80, 24), (WireWidth, WireHeight), (200, 50)];
    private static readonly Theme Dark = ThemeStore.Load("dark");

    public static int Run()
    {
        var demo = FrameScenes.Demo();
        (string Name, IReadOnlyList<Snapshot> Snapshots)[] scenes =
        [
            ("demo", demo), ("10,000 handlers", FrameScenes.ManyHandlers(demo)), ("a million talkers", FrameScenes.ManyTalkers()), ("hostile names", FrameScenes.HostileNames(demo)),
        ];
        foreach (var (_, snapshots) in scenes)
        {
            foreach (var view in Views.All)
            {
                Show(view, snapshots, WireWidth, WireHeight);
            }
        }

        Console.WriteLine($"{"",-18}{"",-12}{string.Concat(Sizes.Select(size => $"{$"{size.Width}x{size.Height} ms",12}{"max CPU",9}{"max",7}{"bytes",7}{"max",7}"))}");
        foreach (var (name, snapshots) in scenes)
        {
            foreach (var view in Views.All)
            {
                Console.WriteLine($"{name,-18}{view.Name,-12}{string.Concat(Sizes.Select(size => Figures(Show(view, snapshots, size.Width, size.Height))))}");
            }
        }

        Console.WriteLine();
        Console.WriteLine($"the demo from {StormFrom} to {StormTo} s, {WireWidth}x{WireHeight}, bytes/s");
        Console.WriteLine($"{"",-12}{"mean",7}{"worst",7}{"at",5}{"colours",9}{"moves",7}{"text",7}  of the worst");
        foreach (var view in Views.All)
        {
            Console.WriteLine($"{view.Name,-12}{Wire(Show(view, demo, WireWidth, WireHeight))}");
        }

        return 0;
    }

    private static FrameHost Show(View view, IReadOnlyList<Snapshot> snapshots, int width, int height)
    {
        // A row is selected and followed; talkers are shown by 5-tuple.
        int steps = view.Name == "talkers" ? TalkerDimensionTable.ByUsefulness.TakeWhile(dimension => dimension != TalkerDimension.Flow).Count() : 0;
        IReadOnlyList<Key> keys = [.. Enumerable.Repeat(Key.Of('d'), steps), new Key(KeyCode.Down), new Key(KeyCode.Down)];
        var host = new FrameHost(width, height, keys, snapshots);
        var player = new FramePlayer(TimeSpan.FromSeconds(snapshots[^1].ElapsedSeconds)) { Host = host };
        new ScreenApp(host, new ScreenOptions { Theme = Dark, Start = new UiState { View = view.Key }, Player = player }).Run(host);
        return host;
    }

    private static string Figures(FrameHost host)
    {
        var times = host.Times.Select(time => time.Ms).Order().ToArray();
        var bytes = host.Sent.Select(frame => frame.Bytes.Length).Order().ToArray();
        return $"{times[times.Length / 2],12:F2}{host.Times.Max(time => time.CpuMs),9:F2}{times[^1],7:F2}{bytes[bytes.Length / 2],7}{bytes[^1],7}";
    }

    private static string Wire(FrameHost host)
    {
        var storm = host.Sent.Where(frame => frame.Seconds is >= StormFrom and <= StormTo).ToArray();
        var (at, worst) = storm.MaxBy(frame => frame.Bytes.Length);
        int colours = 0, moves = 0;
        for (int i = 0; i < worst.Length; i++)
        {
            if (worst[i] == 0x1B)
            {
                int start = i;
                while (worst[++i] is (byte)'[' or < 0x40)
                {
                }

                _ = worst[i] == (byte)'m' ? colours += i + 1 - start : moves += i + 1 - start;
            }
        }

        return $"{storm.Average(frame => frame.Bytes.Length),7:F0}{worst.Length,7}{at,5:F0}{colours,9}{moves,7}{worst.Length - colours - moves,7}";
    }
}
