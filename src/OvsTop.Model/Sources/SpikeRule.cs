namespace OvsTop.Model.Sources;

/// <summary>
/// What a spike is: it begins with a second that has at least <paramref name="Factor"/> times the upcalls, and at least <paramref name="Rise"/> more,
/// than the median of the seconds before it, up to <paramref name="Seconds"/> of them; and it lasts until a second has fewer than that. The first second of a
/// recording has none before it and never begins one.
/// </summary>
/// <param name="Seconds">Seconds that make the median, at least 1.</param>
/// <param name="Factor">How many times the median.</param>
/// <param name="Rise">How many upcalls more than the median.</param>
public sealed record SpikeRule(int Seconds, double Factor, double Rise)
{
    /// <summary>The rule in use.</summary>
    public static SpikeRule Default { get; } = new(30, 3, 50);
}
