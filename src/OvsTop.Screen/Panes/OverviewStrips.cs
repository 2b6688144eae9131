using OvsTop.Model.Sources;

namespace OvsTop.Screen.Panes;

/// <summary>What the overview shows and where, as data. Strips stand by turns at the left and at the right; within a column the last goes first when room is short.</summary>
public sealed class OverviewStrips
{
    private static readonly IReadOnlyList<IStrip> Known = [new UpcallsStrip(), new LatencyStrip(), new RevalidatorStrip(), new TalkersStrip(), new FlowsStrip(), new MainLoopStrip()];

    private OverviewStrips(IReadOnlyList<IStrip> strips)
    {
        All = strips;
        Left = [.. strips.Where((_, i) => i % 2 == 0)];
        Right = [.. strips.Where((_, i) => i % 2 == 1)];
        Needs = strips.Aggregate(Measurements.None, (needs, strip) => needs | strip.Needs);
    }

    /// <summary>All strips there are, the most telling first.</summary>
    public static OverviewStrips Default { get; } = new(Known);

    /// <summary>Names of all strips there are: those of their views.</summary>
    public static IEnumerable<string> Names => Known.Select(strip => strip.Name);

    /// <summary>The strips in their order.</summary>
    public IReadOnlyList<IStrip> All { get; }

    /// <summary>The left column.</summary>
    public IReadOnlyList<IStrip> Left { get; }

    /// <summary>The right column.</summary>
    public IReadOnlyList<IStrip> Right { get; }

    /// <summary>What is measured while the overview is shown.</summary>
    public Measurements Needs { get; }

    /// <summary>Strips by name, in this order; null when a name is unknown or there twice, or there is none.</summary>
    public static OverviewStrips? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] names = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var strips = names.Select(name => Known.FirstOrDefault(strip => strip.Name == name)).ToList();
        return strips.Count == 0 || strips.Contains(null) || strips.Distinct().Count() < strips.Count ? null
            : names.SequenceEqual(Names) ? Default : new OverviewStrips([.. strips.OfType<IStrip>()]);
    }

    /// <summary>The strip in a place, the last for places behind it.</summary>
    public IStrip At(int place) => All[Math.Clamp(place, 0, All.Count - 1)];
}
