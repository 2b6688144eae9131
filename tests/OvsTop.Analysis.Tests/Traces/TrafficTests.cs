using OvsTop.Analysis.Traces;

namespace OvsTop.Analysis.Tests.Traces;

/// <summary>Links without the kernel's word, against the truth of a model.</summary>
public sealed class TrafficTests
{
    [Theory]
    [InlineData(20_000, 1)]
    [InlineData(20_000, 2)]
    [InlineData(200_000, 3)]
    [InlineData(200_000, 4)]
    public void No_link_is_silently_wrong_while_bytes_are_unique(int packetsPerSecond, int seed)
    {
        var (wrong, right, children) = Compare(new TrafficModel(seed) { PacketsPerSecond = packetsPerSecond });
        Assert.Equal(0, wrong);
        Assert.True(children > 500, $"only {children} rounds have a parent");
        Assert.True(right * 100 >= children * 95, $"{right} of {children} parents found");
    }

    /// <summary>Where caches hide one of two equal packets at every place, nothing but the kernel can tell them apart: 32 and 46 of about 1,300 links here.</summary>
    [Theory]
    [InlineData(20_000, 5)]
    [InlineData(200_000, 6)]
    public void Links_of_bytes_that_repeat_are_flagged_wherever_the_repetition_shows(int packetsPerSecond, int seed)
    {
        var (wrong, _, children) = Compare(new TrafficModel(seed) { PacketsPerSecond = packetsPerSecond, Repeats = 30 });
        Assert.True(wrong * 20 <= children, $"{wrong} of {children} links are silently wrong");
    }

    internal static (int Wrong, int Right, int Children) Compare(TrafficModel model)
    {
        var script = new TraceScript(new TraceOptions { Rounds = 20_000, Packets = 20_000, Shown = 20_000 });
        model.Run(script);
        int wrong = 0, right = 0;
        var rounds = script.Take().Packets.SelectMany(p => p.Rounds).ToList();
        Assert.Equal(model.Truth.Count, rounds.Count);
        foreach (var round in rounds)
        {
            long truth = model.Truth[round.Number];
            wrong += round.Parent != truth && round.Link is (LinkClass.Exact or LinkClass.Unique) ? 1 : 0;
            right += truth != 0 && round.Parent == truth ? 1 : 0;
        }

        return (wrong, right, model.Truth.Values.Count(parent => parent != 0));
    }
}
