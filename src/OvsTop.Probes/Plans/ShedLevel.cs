namespace OvsTop.Probes.Plans;

/// <summary>
/// How much is given up. A tier is attached in one of so many windows; 1 is always, 0 never.
/// </summary>
/// <param name="Retranslations">Of <see cref="Tier.Retranslations"/>.</param>
/// <param name="Verdicts">Of <see cref="Tier.Verdicts"/>.</param>
/// <param name="Upcalls">Of <see cref="Tier.Upcalls"/>.</param>
/// <param name="Details">False when no details are sent.</param>
internal sealed record ShedLevel(int Retranslations, int Verdicts, int Upcalls, bool Details)
{
    /// <summary>All levels, from nothing to everything that may be given up.</summary>
    public static IReadOnlyList<ShedLevel> All { get; } =
    [
        new(1, 1, 1, true),
        new(0, 1, 1, true),
        new(0, 2, 1, true),
        new(0, 4, 1, true),
        new(0, 8, 1, true),
        new(0, 16, 1, true),
        new(0, 0, 1, true),
        new(0, 0, 0, true),
        new(0, 0, 0, false),
    ];

    /// <summary>One of so many windows.</summary>
    public int Every(Tier tier) => tier switch { Tier.Retranslations => Retranslations, Tier.Verdicts => Verdicts, Tier.Upcalls => Upcalls, _ => 1 };
}
