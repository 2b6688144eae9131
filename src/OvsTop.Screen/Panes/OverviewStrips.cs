using OvsTop.Model.Sources;

namespace OvsTop.Screen.Panes;

/// <summary>What the overview shows and where, as data. Within a column the order is that of importance: the last goes first.</summary>
internal static class OverviewStrips
{
    /// <summary>The left column; also the upper half of a single one.</summary>
    public static IReadOnlyList<IStrip> Left { get; } = [new UpcallsStrip(), new RevalidatorStrip(), new FlowsStrip()];

    /// <summary>The right column.</summary>
    public static IReadOnlyList<IStrip> Right { get; } = [new LatencyStrip(), new TalkersStrip(), new MainLoopStrip()];

    /// <summary>The order when there is room for one column only.</summary>
    public static IReadOnlyList<IStrip> Single { get; } = [Left[0], Right[0], Left[1], Right[1], Left[2], Right[2]];

    /// <summary>What is measured while the overview is shown.</summary>
    public static Measurements Needs { get; } = Left.Concat(Right).Aggregate(Measurements.None, (needs, strip) => needs | strip.Needs);
}
