namespace OvsTop.Probes.Plans;

/// <summary>What watching would cost with everything attached that is wanted, in percent of one core.</summary>
/// <param name="Fixed">What is never given up, and ovstop itself.</param>
/// <param name="Retranslations">Of <see cref="Tier.Retranslations"/>; null while it cannot be measured.</param>
/// <param name="Verdicts">Of <see cref="Tier.Verdicts"/>; null while it cannot be measured.</param>
/// <param name="Upcalls">Of <see cref="Tier.Upcalls"/>; null while it cannot be measured.</param>
internal readonly record struct Load(double Fixed, double? Retranslations, double? Verdicts, double? Upcalls);
