using System.Collections.Concurrent;
using System.Reactive.Linq;
using OvsTop.Analysis;
using OvsTop.Analysis.Snapshots;
using OvsTop.Recording.Replay;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Panes;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>The real captures as they look in the second with most upcalls, compared with files; UPDATE_GOLDEN=1 writes them anew.</summary>
public sealed class CaptureGoldenTests
{
    private static readonly (int Width, int Height)[] Sizes = [(80, 24), (120, 35), (200, 50)];
    private static readonly ConcurrentDictionary<string, Lazy<Snapshot>> Busiest = new();

    /// <summary>The storm in every view, the others in the views that tell them apart.</summary>
    public static TheoryData<string, string, int, int> Screens()
    {
        var data = new TheoryData<string, string, int, int>();
        foreach (var (width, height) in Sizes)
        {
            foreach (var view in Views.All)
            {
                data.Add("l4-storm", view.Name, width, height);
            }

            foreach (var (capture, view) in (ReadOnlySpan<(string, string)>)[("ct1-tcp", "traces"), ("ct2-one", "overview"), ("l4-rule-change", "revalidator"), ("l4-flow-limit", "overview"), ("l4-udp-idle", "flows")])
            {
                data.Add(capture, view, width, height);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void A_capture_looks_as_agreed(string capture, string view, int width, int height)
    {
        var snapshot = Busiest.GetOrAdd(capture, name => new(() => Play(name))).Value;
        var state = new UiState { View = Views.Find(view)!.Key };
        GoldenTests.Compare($"captures/{capture}-{view}-{width}x{height}", FrameText.Of(Shot.Draw(snapshot, state, width, height)));
    }

    private static Snapshot Play(string capture)
    {
        using var source = ReplaySource.Open($"captures/{capture}.jsonl.gz", new ReplayOptions { Speed = double.PositiveInfinity });
        return Pipeline.Snapshots(source, TimeSpan.FromSeconds(1)).ToList().Wait().MaxBy(snapshot => snapshot.Upcalls.Total.UpcallsPerSecond)!;
    }
}
